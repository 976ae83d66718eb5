"""What is said of drafts that cannot be saved."""

from collections.abc import Mapping

DRAFTING_TEXTS: Mapping[str, tuple[str, str]] = {
    "file_exists": ("같은 이름의 파일이 이미 있음; 다른 이름으로 저장할 것", "a file of this name is there already; save under another name"),
    "file_changed": ("파일이 읽은 뒤 디스크에서 바뀌었음; 덮어쓰지 않음. 다시 열어 보거나 다른 이름으로 저장할 것", "the file has changed on disk since it was read and is not overwritten; open it again or save under another name"),
    "not_writable": ("파일을 쓸 수 없음({detail}); 폴더와 권한, 남은 공간을 확인할 것", "the file cannot be written ({detail}); check the folder, its permissions and the space that is left"),
    "base_out_of_reach": ("이 폴더에서는 바탕 시나리오 {base}을(를) 찾을 수 없음; {folder} 폴더에 저장할 것", "the base {base} is not found from this folder; save into {folder}"),
}  # fmt: skip

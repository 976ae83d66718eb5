"""What is said of drafts, of the places they change, and of two scenarios side by side."""

from collections.abc import Mapping

DRAFTING_TEXTS: Mapping[str, tuple[str, str]] = {
    "file_exists": ("같은 이름의 파일이 이미 있음; 다른 이름으로 저장할 것", "a file of this name is there already; save under another name"),
    "file_changed": ("파일이 읽은 뒤 디스크에서 바뀌었음; 덮어쓰지 않음. 다시 열어 보거나 다른 이름으로 저장할 것", "the file has changed on disk since it was read and is not overwritten; open it again or save under another name"),
    "not_writable": ("파일을 쓸 수 없음({detail}); 폴더와 권한, 남은 공간을 확인할 것", "the file cannot be written ({detail}); check the folder, its permissions and the space that is left"),
    "base_out_of_reach": ("이 폴더에서는 바탕 시나리오 {base}을(를) 찾을 수 없음; {folder} 폴더에 저장할 것", "the base {base} is not found from this folder; save into {folder}"),
    "name_of_base": ("바탕 시나리오의 파일 이름은 쓸 수 없음; 다른 이름으로 저장할 것", "this is the name of the base's own file; save under another name"),
    # places of a scenario
    "place_score": ("점수: {name}", "score: {name}"),
    "place_alternative": ("정책과제: {name}", "intervention: {name}"),
    "place_group": ("집단의 비중: {name}", "share of the group: {name}"),
    "place_factor": ("가중치에 곱하는 값: {name}", "factor on the weight: {name}"),
    "place_weight": ("직접 정한 가중치: {name}", "weight set by hand: {name}"),
    "place_judgement": ("쌍대비교: {name}", "judgement: {name}"),
    "place_exceptions": ("받아들이는 예외 점수의 근거", "grounds on which score exceptions are in force"),
    "place_seed": ("난수 씨앗", "seed of the random numbers"),
    "place_statement": ("근거 문장: {name}", "statement: {name}"),
    # comparison
    "compare_head": ("두 시나리오 비교: {one} / {other}", "'{one}' against '{other}'"),
    "compare_same_inputs": ("두 시나리오의 입력이 같음", "The two scenarios have the same inputs"),
    "compare_inputs": ("다른 입력: {count}개", "Inputs that differ: {count}"),
    "compare_moves": ("바뀐 순위: {count}개({sectors})", "Ranks that moved: {count} ({sectors})"),
    "compare_no_moves": ("바뀐 순위 없음", "No rank moved"),
    "compare_first_same": ("모든 분야에서 1위는 그대로임", "First place is the same in every sector"),
    "compare_first_moved": ("{sector}({method}): 1위가 {before}에서 {after} 바뀜", "{sector} ({method}): first place goes from {before} to {after}"),
    "compare_inputs_head": ("서로 다른 입력", "Inputs that differ"),
    "compare_moves_head": ("바뀐 순위", "Ranks that moved"),
    "compare_what": ("항목", "what"),
    "compare_more": ("그 밖에 {count}개가 더 다름", "{count} more differ"),
}  # fmt: skip

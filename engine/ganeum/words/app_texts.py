"""Words of the planner's screen."""

APP_TEXTS: dict[str, tuple[str, str]] = {
    # frame
    "page_ranking": ("순위", "Ranking"),
    "page_sensitivity": ("민감도", "Sensitivity"),
    "switch_language": ("언어", "Language"),
    "language_ko": ("한국어", "한국어 (Korean)"),
    "language_en": ("English (영어)", "English"),
    "app_private": (
        "계정이 필요 없으며, 이 화면의 내용은 이 컴퓨터 밖으로 나가지 않음",
        "No account is needed, and nothing on this screen leaves this machine",
    ),
    "app_cannot_open": ("시나리오를 열 수 없음: 아래를 고친 뒤 새로 고칠 것", "The scenario cannot be opened: correct what follows, then reload"),
    "app_missing_extra": (
        "화면을 여는 데 필요한 패키지가 없음({name}). 추가 기능 app과 함께 다시 설치할 것(예: pip install -e \".[app]\")",
        "a package that the screen needs is missing ({name}); install again with the extra app (for example: pip install -e \".[app]\")",
    ),
    "app_missing_files": ("화면의 파일이 없음: {file}. 저장소 전체를 내려받아 실행할 것", "the files of the screen are missing: {file}; run it from a checkout of the whole repository"),
    "app_address": ("가늠 화면: {address} (끝내려면 Ctrl+C)", "Ganeum's screen: {address} (Ctrl+C ends it)"),
    # weights
    "weights_title": ("가중치", "Weights"),
    "weight_was": ("{area} (바탕 {before} %)", "{area} (base {before} %)"),
    "weight_percent": ("{area} 가중치(%)", "weight of {area} (%)"),
    "lock": ("{area} 고정", "lock {area}"),
    "nothing_free": ("고정하지 않은 영역이 둘 이상이어야 움직일 수 있음", "Nothing can move: at least two areas must be free of a lock"),
    "undo": ("되돌리기", "Undo"),
    "redo": ("다시 하기", "Redo"),
    "to_base": ("바탕으로", "Base"),
    "to_equal": ("모두 같게", "Equal"),
    "weights_note": (
        "합은 늘 100 %임. 하나를 움직이면 고정하지 않은 영역이 서로의 비율을 지키며 나머지를 나눔",
        "They always sum to 100 %: when one moves, those not locked share the rest in their proportions",
    ),
    # ranking
    "standing_title": ("두 방법의 순위", "Ranks by both methods"),
    "rank_was": ("{rank} (전 {was})", "{rank} (was {was})"),
    "tier_ahp": ("AHP 묶음", "AHP tier"),
    "tier_topsis": ("TOPSIS 묶음", "TOPSIS tier"),
    "tier_n": ("{n}군", "tier {n}"),
    "tiers_clear": ("{method}: 1군에 과제가 하나뿐이어서 1위가 뚜렷함", "{method}: a clear winner, alone in the first tier"),
    "tiers_unclear": ("{method}: 뚜렷한 1위 없음(1군에 {count}개)", "{method}: no clear winner ({count} in the first tier)"),
    "tiers_note": (
        "묶음: 불확실한 것을 함께 흔들었을 때 {share} % 이상 앞서는 것끼리만 나눔. 같은 묶음 안의 순서는 정해졌다고 볼 수 없음",
        "Tiers are kept apart only where one is ahead in at least {share} % of the draws of everything uncertain; the order within a tier is not settled",
    ),
    "why_first": (
        "AHP 1위인 까닭: 2위({second})보다 앞서는 영역 {ahead}; 뒤지는 영역 {behind}; 합 {total}",
        "Why first by AHP: ahead of the second ({second}) on {ahead}; behind on {behind}; in all {total}",
    ),
    "why_tied": ("AHP 1위가 하나가 아님: {second}도 같은 점수", "First by AHP is shared: {second} scores the same"),
    "nowhere": ("없음", "nothing"),
    "fragile": ("{method}: {change} 1위가 바뀜(→ {name})", "{method}: if {change}, the first place goes to {name}"),
    "holds_always": ("{method}: 어느 한 가중치를 움직여도 1위가 바뀌지 않음", "{method}: no single move of weight changes the first place"),
    "ask_why": ("왜 이 순위인가", "Why does it rank there?"),
    "ask_which": ("정책과제를 고르거나 막대를 누를 것", "Choose an intervention, or click its bar"),
    "hand_evidence": (
        "이 분야의 가중치는 손으로 옮긴 것임. 아래는 옮기기 전 바탕 가중치의 근거",
        "The weights of this sector were moved by hand; what follows is behind those of the base",
    ),
}  # fmt: skip

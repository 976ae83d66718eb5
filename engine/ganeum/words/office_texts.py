"""Words of memos in office formats."""

OFFICE_TEXTS: dict[str, tuple[str, str]] = {
    "office_text": ("보고서", "memo"),
    # sheets whose formulas follow the weights
    "live_weights": ("가중치", "weights"),
    "live_scores": ("점수", "scores"),
    "live_working": ("계산 {sector}", "working {sector}"),
    "live_total": ("합계", "sum"),
    "live_used": ("쓰인 가중치", "weights as used"),
    "live_ideal": ("이상해", "ideal"),
    "live_anti_ideal": ("반이상해", "anti-ideal"),
    "live_to_ideal": ("이상해까지 거리", "distance to ideal"),
    "live_to_anti_ideal": ("반이상해까지 거리", "distance to anti-ideal"),
    "live_contributions": ("AHP 기여({rule})", "AHP contributions ({rule})"),
    "live_weighted": ("TOPSIS 가중 정규화 값({rule})", "TOPSIS weighted values ({rule})"),
    "live_result": ("결과", "result"),
    "live_cost": ("{criterion}(낮을수록 좋음)", "{criterion} (less is better)"),
    "live_weights_hint": (
        "노란 칸의 가중치를 바꾸면 '계산' 시트의 점수와 순위가 따라 바뀜. 합이 100 %가 아니어도 됨: 계산할 때 합이 1이 되게 맞춤.",
        "Change a weight in a yellow cell, and scores and ranks on the 'working' sheets follow. They need not sum to 100 %: the working scales them to sum 1.",
    ),
    "live_scores_hint": (
        "노란 칸의 점수를 바꾸면 '계산' 시트의 점수와 순위가 따라 바뀜.",
        "Change a score in a yellow cell, and scores and ranks on the 'working' sheets follow.",
    ),
    "live_working_hint": (
        "모든 값은 '가중치'와 '점수' 시트에서 계산한 수식. 차이가 가장 큰 점수의 1조분의 1 이하이면 동순위.",
        "Every value is a formula on the sheets 'weights' and 'scores'. Scores closer than one part in a trillion of the largest are tied.",
    ),
}

"""Sentences about what is wrong with a panel in a scenario file."""

PANEL_PROBLEM_TEXTS: dict[str, tuple[str, str]] = {
    "panel_missing": ("weights.from이 panel인데 panel이 없음; 패널의 응답을 panel에 적거나 weights.from을 바꿀 것", "weights.from is 'panel', but there is no panel; add one or take weights from elsewhere"),
    "panel_goal": ("패널이 있으면 ‘goal’은 기준의 이름으로 쓸 수 없음(최상위 기준의 비교를 가리킴); 다른 이름을 쓸 것", "with a panel no criterion may be called 'goal', which names the comparison of the top-level criteria; choose another id"),
    "panel_mean": ("산술평균은 aggregate: priorities에만 쓸 수 있음(판단의 산술평균은 역수 관계를 깨뜨림); mean을 geometric으로 하거나 aggregate를 priorities로 할 것", "the arithmetic mean goes with aggregate: priorities only (a mean of judgements must be geometric to stay reciprocal); change one of the two"),
    "panel_trim": ("trim은 aggregate: judgements에만 쓸 수 있음; trim을 0으로 하거나 aggregate를 judgements로 할 것", "trim leaves out judgements, so it goes with aggregate: judgements only; set it to 0 or change aggregate"),
    "panel_self": ("‘{a}’를 자신과 비교하였음; 지울 것", "'{a}' is compared with itself; remove it"),
    "panel_both_halves": ("‘{a}’ 대 ‘{b}’와 ‘{b}’ 대 ‘{a}’가 모두 적혀 있음; 하나만 남길 것", "'{a}' against '{b}' and '{b}' against '{a}' are both given; keep one"),
    "panel_off_scale": ("{found}; 설문의 척도에 없는 값임: {known} 또는 그 역수여야 함, 예: 3, \"1/3\"", "{found}; not on the scale of the questionnaire: one of {known} or its reciprocal belongs here, such as 3 or \"1/3\""),
    "panel_disconnected": ("응답자 ‘{respondent}’의 ‘{sector}’ 분야 ‘{node}’ 판단이 항목을 잇지 못하여 가중치를 정할 수 없음: {parts} 사이의 비교가 없음; 더 묻거나 이 판단을 뺄 것", "the judgements of '{respondent}' for '{sector}' under '{node}' do not connect the items: nothing compares {parts}; ask again or leave these out"),
    "panel_nobody": ("‘{sector}’ 분야의 ‘{node}’에 쓸 수 있는 판단이 없음(응답이 없거나, 모두 일관성 한계를 넘어 빠졌거나, 비중이 0임)", "for '{sector}' nobody's judgements under '{node}' can be used (none given, all over the consistency limit, or all of weight zero)"),
    "panel_change_absent": ("changes가 가리키는 판단이 없음: {sector} 분야 {node}의 ‘{a}’ 대 ‘{b}’; 이름을 확인할 것", "a change of a judgement that is not there: '{a}' against '{b}' for {sector} under {node}; check the names"),
    "panel_change_from": ("원래 판단은 {actual}인데 from에는 {expected}라고 적혀 있음; from을 고칠 것", "the judgement is {actual} where 'from' says {expected}; mend 'from'"),
    "panel_change_nothing": ("from과 to가 같음; 이 줄을 지울 것", "'from' and 'to' are the same; remove this change"),
    "panel_change_twice": ("‘{a}’와 ‘{b}’의 판단을 두 번 바꿈; 하나로 합칠 것", "the judgement of '{a}' and '{b}' is changed twice; make it one change"),
}  # fmt: skip

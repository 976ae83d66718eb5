"""Help of the command line, and what is wrong with a command."""

HELP_TEXTS: dict[str, tuple[str, str]] = {
    "help_usage": ("사용법: ", "Usage: "),
    "help_options": ("옵션", "Options"),
    "help_commands": ("명령", "Commands"),
    "help_default": ("기본값: {value}", "default: {value}"),
    "help_required": ("필수", "required"),
    "help_help": ("이 도움말을 보임", "Show this message and exit."),
    "help_version": ("판 번호를 보임", "Show the version and exit."),
    # commands
    "help_ganeum": (
        "가늠: 근거로 산업육성 사업의 순위를 매기고 그 까닭과 한계를 보임. 시나리오 파일은 YAML이며 scenarios/template.yaml이 모든 항목을 설명함. 종료 코드: 0 끝남, 1 답이 ‘아니오’임, 2 입력이 잘못됨",
        "Ranks industrial-policy interventions from evidence, and shows why and how far that holds. Scenario files are YAML; scenarios/template.yaml explains every field. Exit codes: 0 done, 1 the answer is no, 2 the input is wrong.",
    ),
    "help_check": ("파일에 잘못이 없는지 확인하고 다이제스트를 보임", "Check a scenario or evidence file, and print its digest."),
    "help_rank": ("분야마다 정책과제의 순위를 AHP와 TOPSIS로 매김", "Rank the interventions of each sector by AHP and TOPSIS."),
    "help_explain": ("순위에서 기여, 가중치, 점수, 그 뒤의 근거 문장까지 거슬러 올라감", "Walk from a rank to contributions, weights, scores and the statements behind them."),
    "help_sensitivity": ("1위가 바뀌는 가중치를 정확히 구하고, 그 밖에 무엇이 순위를 가르는지 보임", "Say at which weights the first place changes, exactly, and what else decides it."),
    "help_evidence": ("근거의 구성, 두 코딩의 일치, 통계, 정오표를 보임. 시나리오를 주면 점수도 견줌", "Show coverage, agreement of the codings, statistics and errata; with a scenario its scores are compared too."),
    "help_conclusions": ("보고서 4장의 강조점마다 3장의 근거가 뒷받침하는지 모든 주제 배분과 방법으로 확인함", "Test each emphasis of the report's chapter 4, under every crosswalk and method."),
    "help_schema": ("시나리오, 바탕 위의 시나리오, 근거 파일의 JSON 스키마를 보임", "Print the JSON Schema of a scenario, of one on top of a base, or of evidence."),
    # options
    "help_lang": ("출력 언어 [기본값: 로캘을 따름]", "Language of the output. [default: the locale's]"),
    "help_format": ("출력 형식", "Form of the output."),
    "help_sector": ("이 분야만(식별자)", "Only this sector (its id)."),
    "help_one_sector": ("분야(식별자); 하나뿐이면 적지 않아도 됨", "The sector (its id); may be left out where there is only one."),
    "help_alternative": ("정책과제(식별자)", "The intervention (its id)."),
    "help_crosswalk": ("시나리오의 주제 배분(mixed, dropped, folded) 또는 가중치만 보는 themes", "A crosswalk of the scenario (mixed, dropped, folded), or themes (weights only)."),
    "help_method": ("순위를 매기는 방법", "Method of ranking."),
    "help_only": ("이 부분만(여러 번 쓸 수 있음)", "Only this part (may be given several times)."),
    # wrong usage
    "what_command": ("명령", "command"),
    "what_option": ("옵션", "option"),
    "usage_missing": ("{name}이(가) 빠졌음; 적을 것", "{name} is missing; give it"),
    "usage_no_value": ("{name} 뒤에 값이 없음; 적을 것", "{name} needs a value; give one"),
    "usage_choice": ("{name}: 쓸 수 없는 값임; 다음 중 하나여야 함: {known}", "{name}: not an admissible value; must be one of: {known}"),
    "usage_number": ("{name}: 쓸 수 없는 값임({detail})", "{name}: not an admissible value ({detail})"),
    "usage_extra": ("쓰이지 않는 말이 있음: {words}; 지우거나 따옴표로 묶을 것", "nothing here takes: {words}; remove it, or quote what belongs together"),
    "usage_other": ("명령을 읽을 수 없음({detail})", "the command cannot be read ({detail})"),
    "usage_hint": ("도움말: {command} --help", "Help: {command} --help"),
}  # fmt: skip

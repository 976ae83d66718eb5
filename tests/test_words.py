"""Every text in both languages, with the same blanks, and said somewhere."""

import re
import string
from pathlib import Path

import numpy as np
import pytest

import ganeum
from ganeum.cli.main import Commands
from ganeum.cli.panel import PanelCommands
from ganeum.evidence import POLARITIES
from ganeum.kernel.consensus import LEVELS
from ganeum.kernel.contrast_weights import RULES
from ganeum.kernel.topsis import NORMALISATIONS as TOPSIS
from ganeum.kernel.weighted_sum import NORMALISATIONS as WEIGHTED_SUM
from ganeum.panel.questionnaire import CUSTOMARY_GROUPS
from ganeum.panel_file import SCALES
from ganeum.report.charts.frames.ranking import BANDS
from ganeum.report.memo import NAMES as MEMO_SECTIONS
from ganeum.report.memo.brief import CROSSWALKS
from ganeum.report.memo.verifying import KINDS
from ganeum.report.rounding import percentages, significant
from ganeum.sensitivity.method_gate import PROPERTIES
from ganeum.uncertainty import SOURCES
from ganeum.words import LANGUAGES, Language, local_language, say
from ganeum.words.app_texts import APP_TEXTS
from ganeum.words.chart_texts import CHART_TEXTS
from ganeum.words.drafting_texts import DRAFTING_TEXTS
from ganeum.words.help_texts import HELP_TEXTS
from ganeum.words.memo_texts import MEMO_TEXTS
from ganeum.words.office_texts import OFFICE_TEXTS
from ganeum.words.page_texts import PAGE_TEXTS
from ganeum.words.panel_form_texts import PANEL_FORM_TEXTS
from ganeum.words.panel_page_texts import PANEL_PAGE_TEXTS
from ganeum.words.panel_problem_texts import PANEL_PROBLEM_TEXTS
from ganeum.words.panel_texts import PANEL_TEXTS
from ganeum.words.problem_texts import PROBLEM_TEXTS
from ganeum.words.report_texts import REPORT_TEXTS
from ganeum.words.uncertainty_texts import UNCERTAINTY_TEXTS

TEXTS = [
    text
    for texts in (
        APP_TEXTS,
        PROBLEM_TEXTS,
        REPORT_TEXTS,
        CHART_TEXTS,
        HELP_TEXTS,
        MEMO_TEXTS,
        OFFICE_TEXTS,
        UNCERTAINTY_TEXTS,
        DRAFTING_TEXTS,
        PAGE_TEXTS,
        PANEL_PROBLEM_TEXTS,
        PANEL_TEXTS,
        PANEL_FORM_TEXTS,
        PANEL_PAGE_TEXTS,
    )
    for text in texts.items()
]

# why a source of uncertainty is not drawn
HELD = (
    *("off", "one_criterion", "no_levels", "one_respondent", "no_respondents", "one_method"),
    *("one_normalisation", "no_evidence", "one_offset", "no_list", "one_statement"),
    *("codings_agree", "one_group", "one_crosswalk"),
)

# the parts of the app's sensitivity page
SENSITIVITY_PAGE = (
    *("flips", "lines", "intervals", "triangle"),
    *("acceptability", "wins", "influence", "methods"),
)

ORIGINS = ("evidence", "judgements", "panel", "plain")

PAGES = ("ranking", "sensitivity", "evidence", "sectors", "panel", "scenarios", "memo")

# the page of expert panels: its steps
PANEL_STEPS = ("form", "answers", "entry", "review", "group", "use")

# keys that are put together from a stem and one of a few names
COMPOSED = {
    *(f"{stem}_{method}" for stem in ("rank", "score") for method in ("ahp", "topsis")),
    *(f"{name}_n" for name in ("table", "figure", "section", "appendix", "row")),
    *(f"what_{name}" for name in ("sector", "alternative", "first", "crosswalk", "figure")),
    *(f"help_{command}" for command in ("ganeum", *Commands.names)),
    *(f"help_panel_{command}" for command in PanelCommands.names),
    *(f"panel_group_{group}" for group in CUSTOMARY_GROUPS),
    *(f"panel_form_value_{value}" for value in SCALES["five"]),
    *(f"what_{name}" for name in ("node", "group")),
    *(f"gate_{kind}" for kind in PROPERTIES),
    *(f"reversal_{kind}" for kind in ("drop", "duplicate", "split")),
    *(f"contrast_{rule}" for rule in RULES),
    *(f"source_{source}" for source in SOURCES),
    *(f"held_{why}" for why in HELD),
    *(f"tiers_{key}" for key in ("clear", "none", "unclear")),
    *(f"band_{band}" for band in ("always", "depends", "never", "unranked")),
    *(f"wins_norm_{norm}" for norm in ("l1", "l2")),
    *(f"proof_{proof}" for proof in ("optimal", "bounded", "impossible")),
    *(f"why_{reason}" for reason in ("dominated", "mixture", "levels", "searched")),
    *(f"page_{page}" for page in PAGES),
    *(f"desk_step_{step}" for step in PANEL_STEPS),
    *(f"desk_scale_{scale}" for scale in SCALES),
    *(f"desk_form_{form}" for form in ("workbook", "separate", "page_file")),
    *(f"desk_upload_{name}" for name in ("example", "faulty", "where", "what")),
    *(f"desk_entry_{act}" for act in ("undo", "redo", "put", "drop", "remove")),
    *(f"desk_over_{rule}" for rule in ("keep", "leave_out")),
    *(f"desk_aggregate_{rule}" for rule in ("judgements", "priorities")),
    *(f"desk_mean_{rule}" for rule in ("geometric", "arithmetic")),
    *(f"desk_rule_{rule}" for rule in ("limit", "over", "aggregate", "mean")),
    *(f"desk_use_{act}" for act in ("stop", "remove")),
    *(f"search_{name}" for name in ("sectors", "groups", "themes")),
    *(f"reading_{polarity}" for polarity in POLARITIES),
    *(f"board_{band}" for band in ("always", "always_none", "depends", "never")),
    *(f"board_key_{band}" for band in ("always", "depends", "never")),
    *(f"language_{language}" for language in LANGUAGES),
    *(f"why_{level}" for level in ("contribution", "score", "weight")),
    *(f"{part}_title" for part in SENSITIVITY_PAGE),
    *(f"fewest_{proof}" for proof in ("exact", "bounded")),
    *(f"memo_section_{name}" for name in MEMO_SECTIONS),
    *(
        f"memo_head_to_head{note}_{method}"
        for note in ("", "_note")
        for method in ("ahp", "topsis")
    ),
    *(f"memo_crosswalk_{name}" for name in CROSSWALKS),
    *(f"memo_verdict_{clear}_one" for clear in ("clear", "uncounted")),
    *(f"{stem}_{origin}" for stem in ("memo_weights", "panel_origin") for origin in ORIGINS),
    *(f"panel_scale_{scale}" for scale in SCALES),
    *(f"panel_over_{word}" for word in ("keep", "leave_out")),
    *(
        f"panel_aggregate_{pair}"
        for pair in ("judgements_geometric", "priorities_geometric", "priorities_arithmetic")
    ),
    *(f"panel_level_{level}" for level in LEVELS),
    *(f"memo_assumed_{kind}" for kind in ("crosswalk", "coding", "ahp", "topsis")),
    *(
        f"memo_{name}{note}"
        for name in ("scores", "contributions", "weighted")
        for note in ("", "_note")
    ),
    *(f"verify_{kind}" for kind in KINDS),
    *(f"keep_{keep}" for keep in ("first", "top3", "order")),
    *(
        f"chart_{name}"
        for names in (WEIGHTED_SUM, TOPSIS, BANDS, ("criterion", "transfer"))
        for name in names
    ),
}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def source() -> str:
    """Return the source of the engine and the app without the engine's words."""
    package = Path(ganeum.__file__).parent
    folders = (package, package.parents[1] / "app")
    files = [file for folder in folders for file in folder.rglob("*.py")]
    files = [file for file in files if file.parent.name != "words"]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.parametrize(("key", "texts"), TEXTS, ids=[key for key, _ in TEXTS])
def test_a_text_says_the_same_in_both_languages(key: str, texts: tuple[str, str]) -> None:
    korean, english = texts
    assert korean.strip()
    assert english.strip()
    assert blanks(korean) == blanks(english)
    for text in texts:
        assert "\n" not in text
        text.encode("cp949")


def test_english_texts_have_no_hangul() -> None:
    assert [key for key, (_, english) in TEXTS if re.search("[가-힣]", english)] == []


def test_korean_texts_are_korean() -> None:
    # names of methods and figures
    names = {"ahp", "topsis", "similarity", "contrast_critic", "wins_to"} | {
        "source_noted",
        "source_in_all",
    }
    plain = [key for key, (korean, _) in TEXTS if not re.search("[가-힣]", korean)]
    assert set(plain) <= names


def test_a_key_has_one_text() -> None:
    assert len({key for key, _ in TEXTS}) == len(TEXTS)


def test_every_text_is_said_somewhere() -> None:
    code = source()
    said = {key for key, _ in TEXTS if f'"{key}"' in code or f"'{key}'" in code}
    assert {key for key, _ in TEXTS} - said - COMPOSED == set()


def test_every_key_that_is_said_has_a_text() -> None:
    keys = {key for key, _ in TEXTS}
    assert keys >= COMPOSED
    assert keys >= set(re.findall(r"""\bsay\(\s*["'](\w+)["']""", source()))


def test_a_text_is_filled_in() -> None:
    assert say("row_n", "en", n=3) == "row 3"
    assert say("row_n", "ko", n=3) == "행 3"
    assert say("unknown_key", "en", key="a", known="b") == "there is no key 'a'; known here: b"


def test_braces_in_a_value_are_no_blanks() -> None:
    assert say("row_n", "en", n="{x}") == "row {x}"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko"}, "ko"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LC_ALL": "ko_KR.UTF-8", "LC_MESSAGES": "en_US", "LANG": "en_US"}, "ko"),
        ({"LC_ALL": "", "LANG": "ko_KR.UTF-8"}, "ko"),
    ],
)
def test_the_locale_decides(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], language: Language
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert local_language() == language


@pytest.mark.parametrize(
    ("name", "language"), [("Korean_Korea", "ko"), ("ko_KR", "ko"), ("en_US", "en"), (None, "en")]
)
def test_without_variables_the_system_decides(
    monkeypatch: pytest.MonkeyPatch, name: str | None, language: Language
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("locale.getlocale", lambda: (name, "cp949"))
    assert local_language() == language


def test_languages_and_polarities_are_what_the_files_may_say() -> None:
    assert LANGUAGES == ("ko", "en")
    assert POLARITIES == ("need", "supply", "caution", "context")


# numbers for people


@pytest.mark.parametrize(
    "shares",
    [[1 / 3] * 3, [1 / 7] * 7, [0.9995, 0.0005], [1.0], [0.5, 0.5], [0.0, 1.0], [1 / 6, 5 / 6]],
)
def test_percentages_sum_to_a_hundred(shares: list[float]) -> None:
    shown = percentages(shares)
    assert sum(round(10 * float(share)) for share in shown) == 1000
    assert all(
        abs(float(text) - 100 * share) < 0.1 for text, share in zip(shown, shares, strict=True)
    )


@pytest.mark.parametrize("seed", range(20))
def test_what_is_held_is_shown_as_it_is_and_the_sum_is_still_a_hundred(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for shares in rng.dirichlet(np.ones(5), size=100).tolist():
        held = {k: f"{100 * shares[k] + 0.04:.1f}" for k in rng.choice(5, size=2, replace=False)}
        shown = percentages(shares, held=held)
        assert {k: shown[k] for k in held} == held
        assert sum(round(10 * float(share)) for share in shown) == 1000
        assert min(map(float, shown)) >= 0


def test_where_all_is_held_nothing_makes_up_for_it() -> None:
    held = {0: "50.0", 1: "49.9"}
    assert percentages([0.5005, 0.4995], held=held) == ["50.0", "49.9"]


def test_what_is_held_gives_way_to_the_truth() -> None:
    assert percentages([0.5, 0.5], held={0: "50.1"}) == ["50.0", "50.0"]


def test_twelve_digits_are_kept() -> None:
    assert significant(1 / 3) == 0.333333333333
    assert significant(123456789.123456789) == 123456789.123
    assert significant(0.0) == 0.0

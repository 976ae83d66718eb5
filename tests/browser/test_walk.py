"""The planner's minutes at the screen, in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ganeum

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from conftest import Desk  # pyright: ignore[reportMissingImports]

TABLE = "table.ganeum"


@pytest.fixture(scope="module")
def address(serve, scenarios: Path) -> str:
    return serve(scenarios / "seoul-2022.yaml")


def first_answer(page: "Page") -> str:
    return page.locator("p.answer").inner_text()


def percents(page: "Page") -> list[float]:
    return [float(each.input_value()) for each in page.locator("input[type=number]").all()]


def wait_for_value(page: "Page", label: str, value: str) -> None:
    page.wait_for_function(
        "([input, value]) => document.querySelector(input)?.value == value",
        arg=[f"input[aria-label='{label}']", value],
    )


def test_a_planner_walks_through(visit, address: str) -> None:
    page = visit(address)
    page.wait_for_selector(TABLE)
    page.locator("input[type=number]").nth(3).wait_for()
    page.get_by_text("이 컴퓨터 밖으로 나가지 않음").wait_for()
    assert first_answer(page).startswith("1위")
    assert sum(percents(page)) == pytest.approx(100)
    before = first_answer(page)

    # a number, then a lock, then the slider by the keyboard
    number = page.get_by_label("실증 가중치(%)")
    number.fill("45")
    number.press("Enter")
    wait_for_value(page, "인력양성 가중치(%)", "25.2")
    assert sum(percents(page)) == pytest.approx(100)
    page.locator(TABLE).first.get_by_text("(전 ").first.wait_for()
    assert first_answer(page) != before
    page.get_by_text("인력양성 고정").click()
    thumb = page.get_by_role("slider", name=re.compile("실증"))
    thumb.press("ArrowRight")
    wait_for_value(page, "실증 가중치(%)", "45.1")
    assert page.get_by_label("인력양성 가중치(%)").input_value() == "25.2"

    page.get_by_role("button", name="되돌리기").click()
    wait_for_value(page, "실증 가중치(%)", "45.0")

    # why: a click on a bar
    bars = page.locator("div[data-testid=stVegaLiteChart] svg g.mark-rect path")
    last = page.locator(TABLE).first.locator("tr").last.locator("td").nth(2).inner_text()
    bars.last.click()
    page.wait_for_function(
        "name => document.querySelector('[data-testid=stSelectbox]').innerHTML.includes(name)",
        arg=last,
    )
    page.get_by_role("tab", name="가중치의 근거").click()
    page.get_by_text("손으로 옮긴 것임").wait_for()
    page.locator("[role=tabpanel]:visible").get_by_text("(추정)").first.wait_for()

    # the moved weights stay while one looks elsewhere
    page.get_by_role("link", name="민감도").click()
    page.get_by_role("heading", name="1위는 언제 바뀌나").wait_for()
    page.get_by_role("link", name="순위").click()
    wait_for_value(page, "실증 가중치(%)", "45.0")
    page.get_by_text("로봇", exact=True).first.click()
    page.get_by_role("heading", name="로봇: 무엇을 먼저 할 것인가").wait_for()

    # undoing what was done there turns to it, and back again
    page.get_by_role("button", name="되돌리기").click()
    page.get_by_role("heading", name="인공지능: 무엇을 먼저 할 것인가").wait_for()
    page.get_by_text("로봇", exact=True).first.click()
    page.get_by_role("heading", name="로봇: 무엇을 먼저 할 것인가").wait_for()

    page.get_by_text("English", exact=True).click()
    page.get_by_role("heading", name="robotics: what should come first").wait_for()
    assert "sector=robotics" in page.url
    assert "lang=en" in page.url


def test_a_key_held_on_a_slider_moves_it_all_the_way(visit, address: str) -> None:
    page = visit(address)
    page.get_by_label("실증 가중치(%)").wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    before = percents(page)
    thumb = page.get_by_role("slider", name=re.compile("실증"))
    for _ in range(30):
        thumb.press("ArrowRight", delay=30)  # while answers to earlier ones are on their way
    wait_for_value(page, "실증 가중치(%)", f"{before[3] + 3:.1f}")
    assert sum(percents(page)) == pytest.approx(100)
    assert thumb.get_attribute("aria-valuetext") == f"{before[3] + 3:.1f} %"


def upload(page: "Page") -> Callable[..., None]:
    """Return what gives the one uploader a file, once that of the last file has gone."""
    page.wait_for_function("document.querySelectorAll('input[type=file]').length == 1")
    return page.locator("input[type=file]").set_input_files


def test_a_planner_saves_reopens_compares_and_takes_the_file_along(
    visit, serve, desk: "Desk", plain: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tmp_path = tmp_path_factory.mktemp("upload")
    page = visit(f"{serve(desk.write(plain))}/scenarios")
    name = page.get_by_label("이름", exact=True)
    name.fill("<b>나루</b> 먼저")
    name.press("Enter")
    save = page.get_by_role("button", name="저장", exact=True)
    save.and_(page.locator(":enabled")).click()
    page.get_by_text("저장함: b-b.yaml").wait_for()
    assert "scenario=b-b" in page.url

    # what is saved, moved weights among it, is there after a reload and compared in words
    page.get_by_role("link", name="순위").click()
    page.get_by_label("Use 가중치(%)").fill("20")
    page.get_by_label("Use 가중치(%)").press("Enter")
    page.get_by_text("(전 ").first.wait_for()
    page.get_by_role("link", name="시나리오").click()
    save.click()
    page.get_by_text("저장함: b-b.yaml").wait_for()
    page.reload()
    page.get_by_text("다른 입력: 2개").wait_for()
    wait_for_value(page, "이름", "<b>나루</b> 먼저")
    assert page.locator("[data-testid=stMain] b").count() == 0

    with page.expect_download() as taken:
        page.get_by_role("button", name="파일로 받기").click()
    saved = desk.folder / "b-b.yaml"
    assert Path(taken.value.path()).read_bytes() == saved.read_bytes()
    assert ganeum.load(saved).model.weights.plain["all"] == {"price": 0.8, "use": 0.2}

    # a file from a stranger
    hostile = b"ganeum: 1\nid: x\ntitle: X\nbase: ../scenario.yaml\nbase_digest: x\nchanges: []\n"
    upload(page)({"name": "../../x.yaml", "mimeType": "text/yaml", "buffer": hostile})
    page.get_by_text("하지 못함").wait_for()
    assert page.get_by_text(re.compile("uploaded.yaml:4: base")).count() > 0
    broken = b"ganeum: 1\nid: [x\ntitle: =HYPERLINK(1)\n"
    upload(page)(
        {"name": "<script>alert(1)</script>.yaml", "mimeType": "text/yaml", "buffer": broken}
    )
    page.get_by_text(re.compile("uploaded.yaml:3")).first.wait_for()

    # and one of 100 MB, none of which leaves the browser
    with (tmp_path / "huge.yaml").open("wb") as huge:
        huge.truncate(100 * 2**20)
    sent: list[int] = []
    page.on("request", lambda asked: sent.append(len(asked.post_data_buffer or b"")))
    upload(page)(tmp_path / "huge.yaml")
    page.get_by_text("huge.yaml").wait_for()
    page.get_by_text(re.compile("5.*MB or smaller")).first.wait_for()
    assert sum(sent) < 2**20
    assert name.input_value() == "<b>나루</b> 먼저"
    assert page.locator("[data-testid=stMain] script[src], [data-testid=stMain] b").count() == 0
    assert sorted(each.name for each in desk.folder.iterdir()) == ["b-b.yaml", "scenario.yaml"]


def test_a_link_to_a_page_shows_what_it_says_in_the_fonts_of_the_charts(
    visit, address: str
) -> None:
    page = visit(f"{address}/evidence?sector=fintech&lang=ko", "en-GB")
    page.get_by_role("heading", name="수요는 크고 시의 대응은 적은 곳").wait_for()
    page.wait_for_selector("div[data-testid=stVegaLiteChart] svg")
    assert page.evaluate("document.fonts.check('16px Pretendard', '가늠')")
    family = page.locator("p.ganeum").first.evaluate("each => getComputedStyle(each).fontFamily")
    assert family.startswith("Pretendard")
    assert page.evaluate("document.documentElement.lang") == "ko"
    page.get_by_role("link", name="순위").click()
    page.get_by_role("heading", name="핀테크: 무엇을 먼저 할 것인가").wait_for()
    assert page.url.startswith(f"{address}/?")
    page.goto(f"{address}/ranking?sector=robotics&lang=en")  # by its name, which turns to it
    page.get_by_role("heading", name="robotics: what should come first").wait_for()
    assert page.url.startswith(f"{address}/?sector=robotics")
    assert page.get_by_role("dialog").count() == 0


def test_every_control_has_a_name(visit, address: str) -> None:
    page = visit(address, "en-GB")
    page.wait_for_selector("div[data-testid=stVegaLiteChart] svg")
    controls = page.locator("[data-testid=stMain] :is(input, button, [role=slider])").all()
    unnamed = [
        each.evaluate("node => node.outerHTML").split(">")[0]
        for each in controls
        if each.is_visible()
        and not each.evaluate(
            "node => node.ariaLabel || node.innerText || node.labels?.[0]?.innerText"
            " || node.title || document.getElementById(node.getAttribute('aria-labelledby'))"
        )
    ]
    assert unnamed == []


def test_a_wrong_file_is_said_in_the_readers_language(visit, serve, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("ganeum: 1\nid: wrong\ntitle: <b>x</b>\nnonsense: 1\n", encoding="utf-8")
    page = visit(serve(file))
    page.get_by_role("heading", name="시나리오를 열 수 없음").wait_for()
    page.get_by_text(re.compile("wrong.yaml:4: nonsense")).wait_for()
    page.get_by_text(re.compile(r"문제 \d+건")).wait_for()
    assert page.get_by_text("Traceback").count() == 0

"""Every text of every page, charts included, stands out from its ground by 4.5 to 1."""

from pathlib import Path

SCRIPT = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
TALL = {"width": 1366, "height": 7000}  # what is out of the window cannot be looked at
FADING = 40  # looks, a quarter of a second apart
PAGES = {
    "순위": "왜 이 순위인가",
    "민감도": "다른 방법으로 보면",
    "근거": "근거의 품질: 건수와 두 코딩의 일치",
    "분야 비교": "모든 분야에서 통하는 과제는 무엇인가",
    "시나리오": "두 시나리오 비교",
}


def test_the_measure_knows_good_from_poor(browser) -> None:
    page = browser.new_page()
    page.set_content(
        "<p style='color: #767676'>4.54</p><p style='color: #777777'>4.48</p>"
        "<div style='background: #000'><p style='color: #767676'>4.62</p></div>"
        "<div style='background: #16344f'><p style='opacity: 0.3; color: #fff'>faint</p></div>"
        "<button disabled style='color: #ccc'>off</button>"
        "<svg width=99 height=40><rect width=99 height=40 fill='#16344f'></rect>"
        "<text y=20 fill='#1a1a1a'>dark</text></svg>"
    )
    found = page.evaluate(SCRIPT)
    page.close()
    assert found["count"] == 5
    assert [each.split(" ")[1] for each in found["poor"]] == ["4.48", "faint", "dark"]


def test_every_text_can_be_read(visit, serve, scenarios: Path) -> None:
    page = visit(serve(scenarios / "seoul-2022.yaml"))
    page.emulate_media(color_scheme="dark")  # the look is the same, whatever the browser prefers
    low, poor = page.viewport_size, {}
    for name, last in PAGES.items():
        page.get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", name=last).wait_for()
        page.locator("[data-test-script-state=notRunning]").wait_for()
        page.set_viewport_size(TALL)
        found = page.evaluate(SCRIPT)
        for _ in range(FADING):  # what is being drawn anew is faint for a while
            if not found["poor"]:
                break
            page.wait_for_timeout(250)
            found = page.evaluate(SCRIPT)
        page.set_viewport_size(low)
        assert found["count"] > 30, name
        poor[name] = found["poor"]
    assert not any(poor.values()), poor

"""The demo's pages under axe-core and the Nu Html Checker, in both themes, both directions and all widths."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import SiteFolder
from support.demo import PAGES, TOOLS, article_of, demo, shown

Host = Callable[[Path, str], str]
# How each site differs from the demo: its name is what tests ask for.
SITES = {
    "ar": {},
    "en": {"language": "en", "title": "The Archive", "tagline": "Newspapers kept"},
    "fa": {"language": "fa", "digits": "persian"},
    "ur": {"language": "ur", "digits": "persian"},
    "he": {"language": "he"},
    "warqa": {"theme": "warqa"},
}
WIDTHS = (390, 1280)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SiteFolder]:
    folder = tmp_path_factory.mktemp("standards")
    written = demo(folder / "written")
    return {name: shown(written, folder / name, **settings) for name, settings in SITES.items()}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One page for all visits, into which scripts and styles of tests may come."""
    context = browser.new_context(bypass_csp=True, service_workers="block", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def kinds(site: SiteFolder) -> tuple[str, ...]:
    """Front, article, month, tag, archive and search pages."""
    return "", article_of(site), "2025/02/", "tags/تراث/", "archive/", "search/?q=ترامب"


def visit(tab: Page, address: str, width: int = 390) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(address)
    if "?q=" in address:
        tab.wait_for_selector("#search-panel .bars", state="attached")
    tab.evaluate("document.fonts.ready.then(() => undefined)")  # a font that comes later moves what lies below


def test_the_nu_checker_finds_no_error(sites: dict[str, SiteFolder]) -> None:
    pages = [str(path) for name in ("ar", "warqa") for path in sorted(sites[name].output.rglob("*.html"))]
    for name in ("en", "fa", "ur", "he"):
        site = sites[name]
        pages += [
            str(site.output / path / "index.html" if path[-5:] != ".html" else site.output / path)
            for path in (*PAGES, article_of(site))
        ]
    jar = str(TOOLS / "vnu-jar/build/dist/vnu.jar")
    command = ["java", "-Xss8m", "-jar", jar, "--errors-only", "--format", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert len(pages) > 240
    assert not [(message["url"].rpartition("standards")[2], message["message"]) for message in messages]


def axe_that_reads_arabic() -> str:
    """Joined letters look like icon ligatures to axe, which then skips their contrast without a word."""
    source = (TOOLS / "axe-core/axe.js").read_text(encoding="utf-8")
    guess = "vChild.props.nodeName === '#text' && !_isIconLigature(vChild)"
    assert source.count(guess) == 1, "axe has changed: see how it finds icon ligatures now"
    return source.replace(guess, "vChild.props.nodeName === '#text'")


def examine(tab: Page, axe: str, where: str) -> None:
    """No violation, also of the size of targets, which axe leaves out unless asked."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(axe)
    ran = without_violation(tab, "{ rules: { 'target-size': { enabled: true } } }", where)
    assert ran["target-size"] > 4, f"{where}: the size of its targets was not examined"


def without_violation(tab: Page, options: str, where: str) -> dict[str, int]:
    """How many elements passed each rule."""
    result = tab.evaluate(f"axe.run({options})")
    found = [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in result["violations"]]
    assert not found, where
    ran = {one["id"]: len(one["nodes"]) for one in result["passes"]}
    assert ran["color-contrast"] > 8, f"{where}: the contrast of its text was not examined"
    return ran


def examine_colours(tab: Page, where: str) -> None:
    """Of what axe examines, colours alone are others in the dark."""
    tab.emulate_media(color_scheme="dark")
    without_violation(tab, "{ runOnly: ['color-contrast', 'link-in-text-block'] }", f"{where} dark")
    tab.emulate_media(color_scheme="light")


def test_axe_finds_no_violation_at_any_width_in_light_and_dark(
    sites: dict[str, SiteFolder], host: Host, tab: Page
) -> None:
    axe, base = axe_that_reads_arabic(), host(sites["ar"].output, "/")
    for path in kinds(sites["ar"]):
        visit(tab, base + path)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            examine(tab, axe, f"{path} {width}")
        examine_colours(tab, path)


def test_axe_finds_no_violation_on_any_other_kind_of_page(sites: dict[str, SiteFolder], host: Host, tab: Page) -> None:
    axe, base = axe_that_reads_arabic(), host(sites["ar"].output, "/")
    for path in PAGES:
        if path not in kinds(sites["ar"]):
            visit(tab, base + path)
            examine(tab, axe, path)


@pytest.mark.parametrize("name", ["en", "fa", "ur", "he"])
def test_axe_finds_no_violation_in_other_languages(
    sites: dict[str, SiteFolder], host: Host, tab: Page, name: str
) -> None:
    axe, base = axe_that_reads_arabic(), host(sites[name].output, "/")
    for path in ("", article_of(sites[name]), "search/?q=ترامب"):
        visit(tab, base + path)
        examine(tab, axe, path)


def test_axe_finds_no_violation_in_the_plain_theme(sites: dict[str, SiteFolder], host: Host, tab: Page) -> None:
    axe, base = axe_that_reads_arabic(), host(sites["warqa"].output, "/")
    for path in kinds(sites["warqa"]):
        visit(tab, base + path)
        examine(tab, axe, path)
        examine_colours(tab, path)


# What a reader cannot get at: text that its box cuts off, and a page wider than the screen.
CUT_OFF = """() => [
  ...(document.documentElement.scrollWidth > innerWidth ? ["page"] : []),
  ...[...document.querySelectorAll("body *")]
    .filter((one) => {
      const style = getComputedStyle(one);
      if (style.visibility === "hidden" || one.closest("input, .hidden, svg, .axis, [hidden]")) return false;
      const cuts = (overflow, inner, outer) => ["hidden", "clip"].includes(overflow) && inner > outer + 1;
      return cuts(style.overflowX, one.scrollWidth, one.clientWidth) || cuts(style.overflowY, one.scrollHeight, one.clientHeight);
    })
    .map((one) => one.outerHTML.slice(0, 120)),
]"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }"
STRAINS = {  # WCAG 2.2: reflow 1.4.10, text of 200 % 1.4.4, text spacing 1.4.12
    "320 px": (320, ""),
    "200 %": (640, "html { font-size: 200% !important }"),
    "spacing": (390, SPACING),
}


@pytest.mark.parametrize("name", SITES)
def test_nothing_is_cut_off_on_narrow_screens_in_large_or_spaced_text(
    sites: dict[str, SiteFolder], host: Host, tab: Page, name: str
) -> None:
    """Every kind of page in Arabic and in the plain theme; in the other languages those with the most words."""
    base = host(sites[name].output, "/")
    pages = (*PAGES, *kinds(sites[name])) if name in ("ar", "warqa") else kinds(sites[name])
    for path in dict.fromkeys((*pages, article_of(sites[name]))):
        visit(tab, base + path)
        for strain, (width, style) in STRAINS.items():
            tab.set_viewport_size({"width": width, "height": 900})
            added = tab.add_style_tag(content=style or "/* as it is */")
            assert tab.evaluate(CUT_OFF) == [], (path, strain)
            added.evaluate("one => one.remove()")


MOST_STEPS = 400  # where nobody is caught
# The one that has the focus: where it stands, whether one sees it and that it has the focus. The browser scrolls it into
# view with a later frame, which a busy machine draws late: "is hidden" holds once it was hidden in all frames of five seconds.
FOCUSED = """async () => {
  const one = document.activeElement;
  if (one === document.body || (window.before && one === window.first)) return null; // once around
  window.first ||= one;
  const shown = getComputedStyle(one).opacity === "0" ? one.nextElementSibling : one;
  const boxOf = () => [...shown.getClientRects()].find(({ width, height }) => width && height);
  const isInView = () => {
    const box = boxOf();
    const top = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return Boolean(top && (shown.contains(top) || top.contains(shown) || one.contains(top)));
  };
  const end = performance.now() + 5000;
  while (!isInView() && performance.now() < end) await new Promise(requestAnimationFrame);
  const isSeen = isInView();
  if (!boxOf()) return { name: one.outerHTML.slice(0, 120), problem: "has no box" };
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const hasOutline = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  const isLater = !window.before?.isConnected || window.before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  window.before = one;
  const problem = !isLater ? "comes too early" : !isSeen ? "is hidden" : hasOutline || one.id === "main" ? "" : "shows no focus";
  return { name: one.outerHTML.slice(0, 120), problem };
}"""


@pytest.mark.parametrize(("name", "width"), [("ar", 320), ("ar", 1280), ("en", 1280), ("warqa", 320)])
def test_the_keyboard_goes_through_a_page_in_its_order_and_one_sees_where(
    sites: dict[str, SiteFolder], host: Host, tab: Page, name: str, width: int
) -> None:
    base = host(sites[name].output, "/")
    for path in ("", "2024/02/مقال-corrected/", "archive/", "search/?q=ترامب"):
        visit(tab, base + path, width)
        steps: list[str] = []
        while len(steps) < MOST_STEPS:
            tab.keyboard.press("Tab")
            step = tab.evaluate(FOCUSED)
            if step is None:
                break
            assert not step["problem"], (path, step)
            steps.append(step["name"])
        assert 12 < len(steps) < MOST_STEPS, (path, steps[-3:])


def test_the_skip_link_leads_past_the_masthead(sites: dict[str, SiteFolder], host: Host, tab: Page) -> None:
    for name in ("ar", "warqa"):
        visit(tab, host(sites[name].output, "/"))
        tab.keyboard.press("Tab")
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_charts_and_calendars_are_told_apart_in_forced_colours(
    sites: dict[str, SiteFolder], host: Host, tab: Page
) -> None:
    tab.emulate_media(forced_colors="active")
    for name in ("ar", "warqa"):
        base = host(sites[name].output, "/")
        visit(tab, base + "archive/")
        fill, ground = tab.evaluate(
            "[getComputedStyle(document.querySelector('.plot path:not(.grid)')).fill, getComputedStyle(document.body).backgroundColor]"
        )
        assert fill != ground and fill == tab.evaluate("getComputedStyle(document.body).color")
    visit(tab, host(sites["ar"].output, "/") + "2024/")
    widths = "['l1', 'l2', 'l3', 'l4'].map((level) => getComputedStyle(document.querySelector(`.key .${level}`)).borderBlockEndWidth)"
    assert len(set(tab.evaluate(widths))) == 4
    tab.emulate_media(forced_colors="none")


def test_pages_keep_their_own_security_policy_and_ask_no_other_host(
    sites: dict[str, SiteFolder], host: Host, browser: Browser
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    bases = tuple(host(sites[name].output, "/") for name in ("ar", "warqa"))
    for base in bases:
        for path in ("", article_of(sites["ar"]), "search/?q=ترامب"):
            page.goto(base + path)
            page.wait_for_timeout(300)
    assert all(url.startswith(bases) for url in asked)
    assert not [text for text in said if "Content Security Policy" in text]
    context.close()


def test_the_colours_a_reader_chose_are_remembered(sites: dict[str, SiteFolder], host: Host, browser: Browser) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(host(sites["ar"].output, "/"))
    page.get_by_role("button", name="العرض").click()
    page.get_by_role("radio", name="داكنة").check()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 21, 15)"
    context.close()

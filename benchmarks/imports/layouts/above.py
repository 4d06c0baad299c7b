"""What pages print above the title: mastheads, menus, tickers, breadcrumbs, days of visit, kickers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.imports.layouts.composed_text import DATE, FURNITURE, KICKER, Part
from benchmarks.imports.layouts.draw import Draw, lines
from benchmarks.imports.layouts.whole import menu_long, notices, teasers_above, widgets

Make = Callable[[Draw], Part]
_CRUMBS = (" » ", " / ", " > ", " › ", " | ", " · ", " >> ", " - ", " :: ", "/", " ‹ ", " « ")


def masthead(draw: Draw) -> Part:
    draw.shows_outlet = True
    slogan = [draw.pick("slogan")] if draw.chance(0.3) else []
    return lines([draw.outlet, *slogan], FURNITURE, "masthead")


def masthead_one_line(draw: Draw) -> Part:
    """Name, slogan or issue, and the day of the visit."""
    draw.shows_outlet = True
    rest = draw.visit() if draw.chance(0.4) else draw.pick(draw.rng.choice(("slogan", "issue")))
    return lines([f"{draw.outlet}{draw.rng.choice((' - ', ' | ', ' : '))}{rest}"], FURNITURE, "masthead_one_line")


def visit_date(draw: Draw) -> Part:
    return lines([draw.visit()], FURNITURE, "visit_date")


def issue(draw: Draw) -> Part:
    draw.has_issue = True
    return lines([draw.pick("issue")], FURNITURE, "issue")


def ticker_joined(draw: Draw) -> Part:
    """A moving strip, copied as one long line."""
    head = f"{draw.pick('breaking')}{draw.rng.choice((' ', ': ', ' | '))}" if draw.chance(0.5) else ""
    between = draw.rng.choice((" ", " ", " | ", " • ", "  ", " *** ", "؛ " if draw.language in ("ar", "fa") else "; "))
    return lines([head + between.join(_headlines(draw, 3, 7))], FURNITURE, "ticker_joined")


def ticker_lines(draw: Draw) -> Part:
    head = [draw.pick("breaking")] if draw.chance(0.7) else []
    return lines([*head, *_headlines(draw, 3, 6)], FURNITURE, "ticker_lines")


def ticker_with_own_title(draw: Draw) -> Part:
    """The strip holds the article's own title among others."""
    titles = [*_headlines(draw, 2, 4), draw.article.title]
    draw.rng.shuffle(titles)
    head = f"{draw.pick('breaking')} "
    joined = [head + " ".join(titles)] if draw.chance(0.4) else [head.strip(), *titles]
    return lines(joined, FURNITURE, "ticker_with_own_title")


def breadcrumb(draw: Draw) -> Part:
    return lines([_crumbs(draw, [])], FURNITURE, "breadcrumb")


def breadcrumb_lines(draw: Draw) -> Part:
    return lines([draw.pick("home"), *draw.some("sections", 1, 2)], FURNITURE, "breadcrumb_lines")


def breadcrumb_title(draw: Draw) -> Part:
    return lines([_crumbs(draw, [draw.article.title])], FURNITURE, "breadcrumb_title")


def breadcrumb_cut_title(draw: Draw) -> Part:
    words = draw.article.title.split()
    cut = " ".join(words[: max(2, len(words) * draw.rng.randint(3, 7) // 10)])
    return lines(
        [_crumbs(draw, [cut + draw.rng.choice(("...", "…", " ...", " […]"))])], FURNITURE, "breadcrumb_cut_title"
    )


def menu_lines(draw: Draw) -> Part:
    found = [draw.pick("home"), *draw.some("sections", 4, 12), *draw.some("menu", 1, 6)]
    return lines(found, FURNITURE, "menu_lines")


def menu_joined(draw: Draw) -> Part:
    between = draw.rng.choice((" ", " | ", " - ", "  ", " · ", " / "))
    return lines([between.join([draw.pick("home"), *draw.some("sections", 4, 10)])], FURNITURE, "menu_joined")


def menu_two_languages(draw: Draw) -> Part:
    other = "en" if draw.language != "en" else draw.rng.choice(("ar", "fr", "es"))
    language, draw.language = draw.language, other
    foreign = draw.some("sections", 2, 6)
    draw.language = language
    own = draw.some("sections", 3, 8)
    return lines([*own, *foreign] if draw.chance(0.5) else [*foreign, *own], FURNITURE, "menu_two_languages")


def account(draw: Draw) -> Part:
    return lines(draw.some("menu", 1, 3), FURNITURE, "account")


def tab_title(draw: Draw) -> Part:
    """What the browser's tab says."""
    draw.shows_outlet = True
    between = draw.rng.choice((" | ", " - ", " – ", " — ", " :: ", " » "))
    ends = [draw.article.title, draw.outlet]
    if draw.chance(0.25):
        ends.insert(1, draw.pick("sections"))
    return lines([between.join(reversed(ends) if draw.chance(0.25) else ends)], FURNITURE, "tab_title")


def title_said_again(draw: Draw) -> Part:
    return lines([draw.article.title], FURNITURE, "title_said_again")


def title_reworded(draw: Draw) -> Part:
    """The title as the front page had it: shorter, or with other words at its end."""
    words = draw.article.title.split()
    if len(words) < 4:
        return []
    kept = words[draw.rng.choice((0, 0, 1)) : max(3, len(words) - draw.rng.randint(0, 3))]
    more = draw.rng.choice(draw.article.paragraphs).split()[: draw.rng.randint(1, 4)] if draw.chance(0.6) else []
    return lines([" ".join([*kept, *more]).rstrip(" .،,:؛")], FURNITURE, "title_reworded")


def published_above(draw: Draw) -> Part:
    """Number, day and section over the title, as many agencies print them."""
    number = draw.some("counters", 0, 1)
    crumbs = [_crumbs(draw, [])] if draw.chance(0.5) else []
    return [
        *lines(number, FURNITURE, "published_above"),
        *lines([draw.pick("published")], DATE, "published_above"),
        *lines(crumbs, FURNITURE, "published_above"),
    ]


def section(draw: Draw) -> Part:
    return lines([draw.pick("sections")], FURNITURE, "section")


def section_counted(draw: Draw) -> Part:
    """The section with a slash or a pipe and another word, as on old sites."""
    between = draw.rng.choice((" / ", " | ", " - ", "، "))
    return lines([between.join(draw.some("sections", 2, 2))], FURNITURE, "section_counted")


def kicker(draw: Draw) -> Part:
    return lines([draw.pick("kicker")], KICKER, "kicker")


def agency_first(draw: Draw) -> Part:
    return lines([draw.pick("agency")], FURNITURE, "agency_first")


def cookies(draw: Draw) -> Part:
    return lines(draw.some("cookies", 2, 4), FURNITURE, "cookies")


def promo_above(draw: Draw) -> Part:
    return lines(draw.some("promo", 1, 2), FURNITURE, "promo_above")


def _crumbs(draw: Draw, last: list[str]) -> str:
    between = draw.rng.choice(_CRUMBS)
    return between.join([draw.pick("home"), *draw.some("sections", 1, 2), *last])


def _headlines(draw: Draw, least: int, most: int) -> list[str]:
    return list(dict.fromkeys(_headline(draw) for _ in range(draw.rng.randint(least, most))))


def _headline(draw: Draw) -> str:
    """Of another article; now and then one that shares words with this one."""
    if not draw.chance(0.1):
        return draw.headline()
    words = draw.rng.choice(draw.article.paragraphs).split()
    start = draw.rng.randrange(max(1, len(words) - 8))
    return " ".join(words[start : start + draw.rng.randint(4, 8)]).strip(" .،,:؛«»\"'")


ABOVE: Mapping[str, Make] = {
    make.__name__: make
    for make in (
        masthead, masthead_one_line, visit_date, issue, ticker_joined, ticker_lines, ticker_with_own_title, breadcrumb,
        breadcrumb_lines, breadcrumb_title, breadcrumb_cut_title, menu_lines, menu_joined, menu_two_languages, account,
        tab_title, title_said_again, title_reworded, published_above, section, section_counted, kicker, agency_first, cookies, promo_above, menu_long,
        notices, teasers_above, widgets,
    )
}  # fmt: skip

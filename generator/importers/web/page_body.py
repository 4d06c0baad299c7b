"""Where on a web page the article stands, block by block, with a reason for each block of it that is left out.

trafilatura says which paragraphs are the article's; the page's own markup says what they are (a subhead, a list, a
quotation), and which element holds them all. What stands outside of that element is the page's; what stands inside and
is no article (buttons, pointers, captions, offers to subscribe) is told by its words and by the names of its elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lxml import etree

from generator.importers.vocabulary import newsroom
from generator.text.arabic import fold
from generator.text.dates.parse import date_line

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote pre td th dd dt figcaption div section article main center".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
NEVER = frozenset(
    "script style noscript template nav form button select svg input textarea head link meta canvas".split()
)
MOST_OF_IT = 0.75
DECK_WORDS = 8
_KEY = re.compile(r"[\W_]+")
# Names of elements that never hold a paragraph of the article, whatever is in them.
_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|read-?(?:also|more|next)|more-?(?:news|stories|on)|comments?|disqus|newsletter|subscri\w*|"
    r"(?:writer|author)-?(?:profile|box|bio|info|card)|paywall|regwall|premium-?(?:wall|box)|share(?:s|-?(?:bar|box|buttons?|tools))?|social\w*|sharing|promo\w*|advert\w*|ads?|banner|"
    r"breadcrumbs?|tags?|tag-?list|toolbar|print-?only|cookie\w*|popup|modal|outbrain|taboola|sponsor\w*|newsalsolike|follow-?us)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HEADLIKE = re.compile(r"(?:^|[\s_-])(?:lead|lede|standfirst|deck|dek|summary|subtitle|sub-?head(?:er|ing|line)?|sapo|chapo|intro(?:text)?|description|a_st|abstract|kicker|byline|author|meta|dateline|timestamp|published?|source|credit|caption|copyright)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
# Offers that papers put where the article breaks off, in the languages of the papers that make them most.
_OFFER = re.compile(
    r"(?:il vous reste [\d.,]+ ?%|réservée? aux abonnés|continuez? (?:votre|la) lecture|déjà abonné|"
    r"subscri(?:be|ption)s?\b.{0,60}\b(?:continue|unlimited|access|read)|already a subscriber|sign in to continue|this article is (?:only )?for subscribers|"
    r"si (?:quieres|continúas) .{0,80}suscripción|tu suscripción|suscríbete para|jetzt weiterlesen|abonnenten|nur für abonnenten|"
    r"有料会員|有料記事|会員限定|続きを読む|残り\d+文字|подпишитесь|оформите подписку|abone ol|"
    r"للاشتراك في|اشترك (?:الان|معنا|في)|سجل الدخول لمتابعه|لمتابعه القراءه|برای مشاهده کامل|להמשך קריאה|לקריאת הכתבה המלאה)",
    re.IGNORECASE,
)
_ENDINGS = "|".join(map(fold, ("انتهای پیام", "انتهى", "کد خبر.*", "کد مطلب.*")))
_END = re.compile(rf"^[\W_]*(?:{_ENDINGS}|\d{{3,9}}|\d{{1,2}}:\d\d)[\W_\d]*$")
# What papers say of their readers' comments and of other people's opinions.
_NOTICE = re.compile(
    r"(?:الاراء|المقالات|التعليقات) (?:الوارده|المنشوره).{0,40}لا (?:تعبر|تمثل)|مراجعه التعليقات|شروط التعليق|"
    r"(?:views|opinions) expressed.{0,60}(?:do not|not necessarily)|be the first to comment|comments are (?:closed|moderated)"
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CREDIT = re.compile(r"^(?:photo|foto|фото|fotoğraf|تصوير|الصوره|عکس|صوره|צילום|写真|crédit|credit|image|source|quelle|المصدر|منبع)\s*[:：/|]", re.IGNORECASE)  # fmt: skip


class Block(NamedTuple):
    """`role` is "body", or else what the block is, with a reason."""

    element: Any
    text: str
    role: str
    reason: str = ""


class Head(NamedTuple):
    """What the page is known to say above its article: it need not say it again in the body."""

    title: str
    description: str
    names: tuple[str, ...]


def key_of(text: str) -> str:
    """Letters and digits alone: extractors join, split and drop everything else."""
    return _KEY.sub("", text).casefold()


def blocks_of(document: Any, wanted: Sequence[str], head: Head) -> tuple[Any, list[Block]]:
    """The element that holds the article, and its blocks in order."""
    found = [(element, text, key_of(text)) for element, text in _blocks(document)]
    whole = "".join(key_of(text) for text in wanted)
    keys = {key_of(text) for text in wanted}
    chosen = {element for element, _, key in found if key and (key in keys or (len(key) > 20 and key in whole))}
    main = _main(document, {element: len(key) for element, _, key in found if element in chosen})
    if main is None:
        return None, []
    inside = set(main.iter())
    blocks = [_judged(element, text, element in chosen, head, main) for element, text, _ in found if element in inside]
    outside = [_outside(element, text, head, main) for element, text, _ in found if element in chosen - inside]
    return main, [*outside, *_without_stray_heads(blocks)]


def _outside(element: Any, text: str, head: Head, main: Any) -> Block:
    """A paragraph that the extractor wanted and that stands apart: the deck above the article, or nothing of it."""
    role, reason = _foreign(element, text, head, main)
    if not role and _HEADLIKE.search(_label(element)) and len(text.split()) >= DECK_WORDS:
        role, reason = "description", "the line between title and body"
    return Block(element, text, role or "unplaced", reason or "is outside the element that contains the article")


def _blocks(document: Any) -> Iterator[tuple[Any, str]]:
    """Innermost blocks with text of their own."""
    for element in document.iter(etree.Element):
        if element.tag not in BLOCKS or any(one.tag in NEVER for one in (element, *element.iterancestors())):
            continue
        if element.tag in (
            "blockquote",
            "li",
            "td",
            "div",
            "section",
            "article",
            "main",
            "center",
            "dd",
        ) and not _has_own_text(element):
            continue
        text = own_text(element)
        if text:
            yield element, text


def _has_own_text(element: Any) -> bool:
    return any(len(key_of(part)) > 1 for part in _own_parts(element))


def own_text(element: Any) -> str:
    """An element's words without those of the blocks in it."""
    return " ".join("".join(_own_parts(element)).split())


def _own_parts(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if (
            isinstance(child.tag, str)
            and child.tag not in BLOCKS
            and child.tag not in NEVER
            and child.tag not in ("ul", "ol", "table", "figure")
        ):
            if child.tag == "br":
                yield "\n"
            yield from _own_parts(child)
        yield child.tail or ""


def _main(document: Any, sizes: dict[Any, int]) -> Any:
    """The innermost element that holds most of what was chosen."""
    total = sum(sizes.values())
    if not total:
        return None
    held: dict[Any, int] = {}
    for element, size in sizes.items():
        for holder in (element, *element.iterancestors()):
            held[holder] = held.get(holder, 0) + size
    for body in document.xpath("//*[contains(@itemprop, 'articleBody')]"):
        if held.get(body, 0) >= total / 2:
            return body
    enough = [element for element, size in held.items() if size >= MOST_OF_IT * total]
    main = max(enough, key=lambda element: sum(1 for _ in element.iterancestors()))
    while main.tag in ("p", "span", "font", "b", "blockquote", "li", "ul", "ol") and main.getparent() is not None:
        main = main.getparent()
    return main


def _judged(element: Any, text: str, is_chosen: bool, head: Head, main: Any) -> Block:
    role, reason = _foreign(element, text, head, main)
    if role:
        return Block(element, text, role, reason)
    if is_chosen or _is_like_body(element, text):
        return Block(element, text, "body")
    return Block(element, text, "unplaced", "is not among the paragraphs of the article")


def _foreign(element: Any, text: str, head: Head, main: Any) -> tuple[str, str]:
    within = [one for one in (element, *element.iterancestors()) if one is not main]
    within = within[: next((index for index, one in enumerate(within) if one is main.getparent()), len(within))]
    folded = fold(text)
    if any(one.tag in ("figure", "figcaption", "picture") for one in within):
        return "image_caption", "is next to a picture"
    if _CREDIT.match(folded) and len(text) < 120:
        return "image_credit", "names the maker of a picture"
    if key_of(text) == key_of(head.title):
        return "title", "repeats the headline"
    if head.description and key_of(text) == key_of(head.description) and element.tag in HEADINGS:
        return "description", "the line between title and body"
    if any(key_of(text) == key_of(name) for name in head.names):
        return "repeated", "a name from the page's head"
    if any(one.tag in ("aside", "footer") or _FOREIGN.search(_label(one)) for one in within):
        return "boilerplate", "its element is not part of the article"
    return _foreign_words(text)


def _foreign_words(text: str) -> tuple[str, str]:
    folded = fold(text)
    if newsroom.is_boilerplate(text) or _END.match(folded):
        return "boilerplate", "text that outlets put around every article"
    if len(text) < 500 and _NOTICE.search(folded):
        return "boilerplate", "a notice on comments and opinions"
    if len(text) < 400 and (_OFFER.search(text) or _OFFER.search(folded)):
        return "boilerplate", "an offer to subscribe"
    if len(text.split()) <= 16 and newsroom.is_read_also(text):
        return "boilerplate", "a pointer to other articles"
    if len(text.split()) <= 12 and (newsroom.is_updated_line(text) or date_line(text) is not None):
        return "date", "contains little more than a date"
    return "", ""


def _label(element: Any) -> str:
    """Class and id, `writerProfile` as `writer-Profile`."""
    return _HUMP.sub(
        "-", f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-component') or ''}"
    )


def _is_like_body(element: Any, text: str) -> bool:
    """A paragraph that the extractor passed over: words enough, few of them links."""
    if element.tag not in ("p", "li", "blockquote", "pre", "h2", "h3", "h4"):
        return False
    links = [len(key_of("".join(link.itertext()))) for link in element.iter("a")]
    linked, size = sum(links), len(key_of(text))
    if element.tag == "p":
        # A list of places, each with its link, is said by the article; one link that is all of it leads away.
        is_said = linked < 0.6 * size or (len(links) > 1 and linked < 0.95 * size)
        return size > 1 and is_said and not _HEADLIKE.search(_label(element))
    return size > 1 and linked < 0.4 * size


def _without_stray_heads(blocks: list[Block]) -> list[Block]:
    """A subhead with nothing of the body after it heads something else: a list of other articles, the comments."""
    last = max(
        (index for index, block in enumerate(blocks) if block.role == "body" and block.element.tag not in HEADINGS),
        default=-1,
    )
    reason = "a heading after the end of the article"
    return [
        block._replace(role="boilerplate", reason=reason) if index > last and block.role == "body" else block
        for index, block in enumerate(blocks)
    ]

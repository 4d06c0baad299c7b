"""WordPress exports (WXR): posts and pages with terms, authors, images, old addresses; the rest is counted."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any
from urllib.parse import unquote

import msgspec

from generator.importers.evidence import about, all_images, article, own_section, problem
from generator.importers.language_and_section import language_of
from generator.importers.markup.html_markdown import markdown_of_html
from generator.importers.markup.safe_xml import Elements, local, text, texts
from generator.importers.markup.wordpress_html import html_of
from generator.importers.piece import Piece, SiteContext, piece
from generator.model import Evidence, Problem, RawArticle, RawImage
from generator.text.addresses.absolute import address_parts
from generator.text.dates.machine import machine_date
from generator.text.markup import tagless

_EXPORT = "wordpress.org/export/"
_STATUS = {"publish": "", "draft": "draft", "pending": "draft", "private": "draft", "future": "embargoed"}
_NO_ARTICLES = frozenset(
    "attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request wp_block "
    "wp_template wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face acf-field "
    "acf-field-group feedback".split()
)
_NO_SECTION = re.compile(
    r"^(?:uncategori[sz]ed|non classé|sin categoría|غير مصنف|بدون تصنيف|ohne kategorie|general)$", re.IGNORECASE
)


def split(stream: IO[bytes], name: str) -> Iterator[Piece | Problem]:
    """A piece for each post and page; what WordPress keeps beside them is counted."""
    attachments = _attachments(stream) if stream.seekable() else {}
    authors: dict[str, str] = {}
    left: Counter[str] = Counter()
    elements = Elements(stream, "channel", ("author", "item", "title"))
    title, has_posts = "", False
    for element in elements:
        kind = local(element)
        if kind == "author":
            authors[text(element, "author_login")] = text(element, "author_display_name") or text(
                element, "author_login"
            )
        elif kind == "title":
            title = (element.text or "").strip()
        else:
            has_posts = True
            post = _post(element, authors)
            reason = _reason_to_leave(post)
            if reason:
                left[reason] += 1
            else:
                post["pictures"] = {key: attachments[key] for key in _image_ids(post) if key in attachments}
                data = json.dumps(post, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
                yield piece(
                    name, f"{post['type']}-{post['id']}" if post["id"] else "", "wxr", data, {"publisher": title}
                )
    yield from _problems(name, left, elements.flaw, has_posts=has_posts)


def _problems(name: str, left: Counter[str], flaw: str, *, has_posts: bool) -> Iterator[Problem]:
    """What was left out, and what is wrong with the export as a whole."""
    if left:
        value = ", ".join(f"{count} {reason}" for reason, count in sorted(left.items()))
        hint = "they are not articles; import them by hand if they should be"
        yield Problem(name, 0, 0, "I150", "warning", f"left out: {value}", hint)
    if not has_posts and not flaw:
        yield Problem(name, 0, 0, "I102", "error", "is an export with no posts", "nothing in it can become an article")
    if flaw:
        hint = "export it again; everything before this point is imported"
        yield Problem(name, 0, 0, "I130", "error", f"is broken: {flaw}"[:300], hint)


def _attachments(stream: IO[bytes]) -> dict[str, str]:
    """Addresses of the images by their numbers: an article may name one that comes after it."""
    found = {}
    for item in Elements(stream, "channel", ("item",)):
        if text(item, "post_type", _EXPORT) == "attachment":
            found[text(item, "post_id", _EXPORT)] = text(item, "attachment_url", _EXPORT) or text(item, "guid")
    stream.seek(0)
    return found


def _post(item: Any, authors: Mapping[str, str]) -> dict[str, Any]:
    meta = {text(one, "meta_key"): text(one, "meta_value") for one in item if local(one) == "postmeta"}
    terms = [(one.get("domain") or "", (one.text or "").strip()) for one in item if local(one) == "category"]
    creators = [authors.get(login, login) for login in texts(item, "creator") if login]
    return {
        "title": text(item, "title"),
        "link": text(item, "link"),
        "creators": creators,
        "content": text(item, "encoded", "content"),
        "excerpt": text(item, "encoded", "excerpt"),
        "terms": list(dict.fromkeys(terms)),
        "old_slugs": [
            text(one, "meta_value")
            for one in item
            if local(one) == "postmeta" and text(one, "meta_key") == "_wp_old_slug"
        ],
        "thumbnail": meta.get("_thumbnail_id", ""),
        **{name: text(item, key, _EXPORT) for name, key in _KEYS.items()},
    }


_KEYS = {
    "id": "post_id",
    "type": "post_type",
    "status": "status",
    "slug": "post_name",
    "date": "post_date",
    "date_gmt": "post_date_gmt",
    "modified": "post_modified",
    "modified_gmt": "post_modified_gmt",
    "password": "post_password",
}


def _reason_to_leave(post: Mapping[str, Any]) -> str:
    if post["type"] in _NO_ARTICLES:
        return f"of the type {post['type']}"
    if post["status"] and post["status"] not in _STATUS:
        return f"with the status {post['status']}"
    return "" if post["content"].strip() or post["excerpt"].strip() else "without a text"


def _image_ids(post: Mapping[str, Any]) -> list[str]:
    in_galleries = [
        number for given in re.findall(r"\[gallery\b[^\]]*", post["content"]) for number in re.findall(r"\d+", given)
    ]
    return [*in_galleries, *filter(None, [post["thumbnail"]])]


def read_piece(piece: Piece, context: SiteContext) -> Iterable[RawArticle]:
    post = json.loads(piece.data)
    html, unknown = html_of(post["content"] or post["excerpt"], post["pictures"])
    body = markdown_of_html(html, post["link"])
    evidence = list(_evidence(post, context, piece.origin.get("publisher", "")))
    words = tagless(html)
    language = language_of(f"{post['title']}\n{words}")
    evidence += [Evidence("lang", language, "letters and most common words", 0.95)] if language else []
    evidence += about(evidence, tagless(post["title"]), "", words, context)
    problems = [_of_shortcode(piece, name) for name in unknown]
    if post["password"]:
        problems.append(
            problem(
                piece.source,
                "I152",
                "warning",
                "was password-protected: kept as a draft",
                "publish it if readers may see it",
            )
        )
    yield _with_uploads(article(piece.source, evidence, body, (), problems))


def _with_uploads(raw: RawArticle) -> RawArticle:
    """Images of the old site's own folder, which may have come along with the export."""
    named = (str(raw.fields.get("image", "")), *all_images(raw.body))
    uploads = dict.fromkeys(one for one in named if "://" in one and "/wp-content/uploads/" in one)
    found = (*raw.images, *(RawImage(one, is_needed=False) for one in uploads))
    return msgspec.structs.replace(raw, images=found) if uploads else raw


def _of_shortcode(piece: Piece, name: str) -> Problem:
    hint = "check what it showed on the old site; what was inside it is kept"
    return problem(piece.source, "I151", "warning", f"the shortcode `[{name}]` is unknown and was left out", hint)


def _evidence(post: Mapping[str, Any], context: SiteContext, publisher: str) -> Iterator[Evidence]:
    def evidence(field: str, value: str, method: str, confidence: float = 0.97) -> Evidence:
        return Evidence(field, " ".join(value.split()), method, confidence)

    yield evidence("title", tagless(post["title"]) or tagless(post["excerpt"])[:80], "title")
    yield evidence("date", moment(post["date"], post["date_gmt"]), "wp:post_date")
    if post["modified"] > post["date"]:
        yield evidence("lastmod", moment(post["modified"], post["modified_gmt"]), "wp:post_modified")
    if post["content"].strip():
        yield evidence("description", tagless(post["excerpt"]), "excerpt", 0.9)
    yield evidence("status", "draft" if post["password"] else _STATUS.get(post["status"], ""), "wp:status")
    yield evidence("publisher", publisher, "the export's title", 0.7)
    yield from _terms(post["terms"], context)
    yield from (evidence("authors", name, "dc:creator", 0.9) for name in post["creators"] if name.lower() != "admin")
    yield evidence("image", post["pictures"].get(post["thumbnail"], ""), "the featured image", 0.95)
    yield evidence("source_url", post["link"] if post["link"].startswith("http") else "", "link")
    slug = unquote(post["slug"])
    yield evidence("slug", slug, "wp:post_name")
    yield from (
        evidence("aliases", path, "link and _wp_old_slug") for path in old_paths(post["link"], slug, post["old_slugs"])
    )


def _terms(terms: Iterable[tuple[str, str]], context: SiteContext) -> Iterator[Evidence]:
    """The first category is the section, the others are tags; other taxonomies by what they are."""
    has_section = False
    for domain, value in terms:
        name = tagless(value)
        if not name or _NO_SECTION.match(name) or domain in ("post_format", "nav_menu"):
            continue
        if domain == "category" and not has_section:
            has_section = True
            yield Evidence("section", own_section(name, context), "the first category", 0.9)
        elif domain == "author":
            yield Evidence("authors", name, "the authors' taxonomy", 0.9)
        else:
            yield Evidence("tags", name, f"the taxonomy {domain or 'category'}", 0.95)


def moment(local_time: str, gmt: str) -> str:
    """A date as the site's readers saw it, with the zone that the two clocks tell."""
    local_date, utc = machine_date(local_time), machine_date(gmt)
    if local_date is None:
        return f"{utc.stamp}Z" if utc is not None and utc.time else utc.value if utc is not None else ""
    if utc is None or not (local_date.time and utc.time):
        return local_date.stamp
    there, here = datetime.fromisoformat(local_date.stamp), datetime.fromisoformat(utc.stamp)
    minutes = round((there - here).total_seconds() / 60)
    if abs(minutes) > 14 * 60:
        return local_date.stamp
    sign = "-" if minutes < 0 else "+"
    return f"{local_date.stamp}{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def old_paths(link: str, slug: str, old_slugs: Iterable[str]) -> Iterator[str]:
    """The path it stood at, and those of the slugs it had before."""
    path = unquote(address_parts(link).path)
    if not path.strip("/"):
        return
    yield path
    for old in old_slugs:
        last = path.strip("/").rpartition("/")[2]
        if old and last == slug:
            yield f"{path.rstrip('/')[: -len(last)]}{unquote(old)}/"

"""What machines read, and the theme's static files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from generator.archive.archive import Archive
from generator.archive.not_found_index import hashed
from generator.archive.permalinks import OUTLETS, SECTIONS, TAXONOMIES, index_url, letter_url, period_url
from generator.digest import digest
from generator.disk.walking import walk
from generator.engine.load.loaded import Loaded, StaticFile
from generator.engine.plan.alphabet import indexed, letters_of
from generator.engine.plan.collections import PAGE as COLLECTIONS
from generator.engine.plan.collections import collections_of
from generator.engine.plan.context import BuildContext
from generator.engine.plan.corrections import correction_urls
from generator.engine.plan.data import PAGE
from generator.engine.plan.on_this_day import PAGE as ON_THIS_DAY
from generator.engine.plan.on_this_day import days_of
from generator.engine.plan.target import Group, Target
from generator.engine.site import MARKER, MARKER_BYTES
from generator.feeds.robots import has_noindex
from generator.feeds.sitemap import MOST_NEWS, Entry, News, parts
from generator.hosts.headers import NAME as HEADERS
from generator.hosts.headers import headers_file
from generator.hosts.table import HOSTS
from generator.images.examine import encoder
from generator.images.markup import has_image
from generator.images.strip import RECIPE
from generator.model import Article
from generator.text.dates.iso_dates import DAY, moment, w3c_date
from generator.theme.stylesheets import asset_bytes
from generator.theme.templates import PACKAGE, SCRIPTS

NEWS, NEWS_DAYS = "sitemaps/news.xml", timedelta(days=2)
WORKER = "sw.js"  # beside the front page: a worker serves what lies below it
VERIFY, WHOLE = f"{SCRIPTS}verify.js", f"{SCRIPTS}data.js"
ROOTS = ("/", "/archive/")
ADMIN = "admin/"
FORMS = f"{ADMIN}config.yml"  # in static/: the configuration of the CMS
CMS = PACKAGE / "client" / "cms"
PART_URLS = 1_000  # of a sitemap: more, and an edit writes much


def plan_sitemaps(archive: Archive, loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    """Articles and all other pages, each in parts by their URLs; the news; the index.

    The index gives no times of its parts, which repeat their own: a changed article leaves it alone.
    """
    news = _news(archive, context)
    index = [Entry(f"/{NEWS}", "")] if news else []
    articles = parts(context.view, "articles", list(_article_entries(archive, context)), PART_URLS)
    pages = parts(context.view, "pages", list(_page_entries(archive, loaded, context)))
    for name, entries in chain(articles, pages):
        if entries:
            path = f"sitemaps/{name}.xml"
            index.append(Entry(f"/{path}", ""))
            yield context.single(Target(path, "sitemap", {"entries": entries}))
    if news:  # a sitemap without a page is none
        yield context.single(Target(NEWS, "news_sitemap", {"entries": news}))
    yield context.single(Target("sitemap.xml", "sitemap_index", {"entries": index}))
    yield context.single(Target("robots.txt", "robots", {}))


def _article_entries(archive: Archive, context: BuildContext) -> Iterator[Entry]:
    """Each article, and with the first of a year or month that period's page: a new one changes no other part."""
    timezone = context.settings.timezone
    known = {""}
    for item in archive.articles:
        article = item.article
        new = {article.date[:4], article.date[:7]} - known
        known |= new
        yield from (Entry(period_url(period), "", beside=article.url) for period in sorted(new))
        if not has_noindex(article.robots):
            changed = _changed(article.lastmod or article.date, timezone)
            yield Entry(article.url, changed, _image(article))


def _page_entries(archive: Archive, loaded: Loaded, context: BuildContext) -> Iterator[Entry]:
    data = [PAGE] if context.view.has_data else []
    corrected = correction_urls(archive, context.settings.range_limit)
    return (Entry(url, "") for url in (*_listing_urls(archive, loaded, context), *data, *corrected))


def _changed(date: str, timezone: str) -> str:
    """The protocol has days and moments; a month or year is left out."""
    return w3c_date(date, timezone) if len(date) >= DAY else ""


def _image(article: Article) -> str:
    return article.url + article.image if has_image(article) else ""


def _news(archive: Archive, context: BuildContext) -> list[News]:
    """Of the two days before now, newest first; the time itself is no input, so that a quiet day changes nothing."""
    now, timezone = datetime.fromisoformat(context.now), context.settings.timezone
    found = []
    for item in archive.articles[: -MOST_NEWS - 1 : -1]:
        article = item.article
        if not article.date or moment(article.date, timezone) < now - NEWS_DAYS:
            break
        is_news = len(article.date) >= DAY and moment(article.date, timezone) <= now
        if is_news and not has_noindex(article.robots):
            found.append(News(article.url, article.title, w3c_date(article.date, timezone), item.card.lang))
    return found


def _listing_urls(archive: Archive, loaded: Loaded, context: BuildContext) -> Iterator[str]:
    yield from ROOTS
    if days_of(archive, context):
        yield ON_THIS_DAY
    collections = collections_of(archive, context)
    yield from ([COLLECTIONS] if collections else [])
    yield from (one.url for one in collections)
    yield from (index_url(taxonomy) for taxonomy in indexed(archive))
    yield from sorted(page.url for page in loaded.pages if not has_noindex(page.robots))
    for taxonomy in (SECTIONS, *TAXONOMIES, OUTLETS):
        terms = archive.terms[taxonomy]
        yield from (term.link.url for term in terms.values() if term.has_page)
        letters = letters_of(taxonomy, terms, context.settings.language) if taxonomy != SECTIONS else ()
        yield from (letter_url(taxonomy, letter) for letter in sorted(letters))
    yield "/undated/"


def plan_static(loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    """The owner's files as they are, but for the metadata of images; images with a flaw are left out."""
    for file in loaded.static:
        if file.image.is_image:
            yield from _stripped(f"static/{file.path}", file, context)
        else:
            inputs = {"file": file.file, "stamp": file.stamp}
            target = Target(file.path, "file", inputs)
            yield Group(f"static/{file.path}", digest(inputs), partial(iter, [target]))


def _stripped(key: str, file: StaticFile, context: BuildContext) -> Iterator[Group]:
    """Known by its bytes, so that one that was touched or checked out again is not made again."""
    image, inputs = file.image, {"file": file.file, "content": file.content}
    if image.flaw is not None:
        return
    if image.form:
        own = {"encoder": encoder(), "width": image.width, "form": image.form, "turn": image.turn}
        target = Target(file.path, "corrected", inputs | own)
    else:
        target = Target(file.path, "image", inputs | {"recipe": RECIPE})
    yield context.group(key, (), [digest(target.recipe, target.inputs)], partial(iter, [target]))


def plan_assets(loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    """Static files of the theme, and what a static host needs: the marker, and no Jekyll."""
    for asset in context.theme.static:
        if image := loaded.theme_images.get(asset.path):
            yield from _stripped(f"asset/{asset.path}", image, context)
            continue
        data = asset_bytes(asset)
        target = Target(asset.path, "bytes", {"data": data})
        yield Group(f"asset/{asset.path}", digest(data), partial(iter, [target]))
    yield from _scripts(context)
    yield from _worker(loaded, context)
    yield from _headers(loaded, context)
    for path, data in ((".nojekyll", b""), (MARKER, MARKER_BYTES)):
        yield Group(path, digest(data), partial(iter, [Target(path, "bytes", {"data": data})]))


def _headers(loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    """For a host that reads them; a file of the owner's in static/ is left alone."""
    is_read = bool(context.host) and HOSTS[context.host].blocks is not None
    if is_read and all(file.path != HEADERS for file in loaded.static):
        data = headers_file(context.view.base_path)
        yield Group(HEADERS, digest(data), partial(iter, [Target(HEADERS, "bytes", {"data": data})]))


def _scripts(context: BuildContext) -> Iterator[Group]:
    """Scripts with texts, in the site's language."""
    for template in _script_templates(context):
        path = f"assets/{template.removeprefix(SCRIPTS)}"
        yield context.group(f"asset/{path}", (template,), [], partial(iter, [Target(path, "script", {}, template)]))


def _script_templates(context: BuildContext) -> list[str]:
    """Without those that no page uses."""
    unused = {VERIFY: not context.view.has_integrity, WHOLE: not context.view.has_data}
    return [name for name in context.theme.templates if name.startswith(SCRIPTS) and not unused.get(name)]


def _worker(loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    """What lets visited pages be read offline, in a version that changes with any file it keeps from the start.

    It has the hashes of withdrawn paths, so that kept copies go at a reader's next visit; hashes are no list to read.
    """
    if WORKER not in context.theme.templates or context.view.is_portable:
        return
    theme = context.theme
    static = [
        asset
        for asset in theme.static
        if asset.path.endswith((".css", ".js", ".svg")) and asset.path not in loaded.theme_images
    ]
    scripts = _script_templates(context)
    shell = [asset.path for asset in static] + [f"assets/{template.removeprefix(SCRIPTS)}" for template in scripts]
    digests = [asset_bytes(asset) for asset in static] + [context.template_digest(template) for template in scripts]
    pages = ["", "search/"] if context.view.has_search else [""]
    version = digest(digests, context.view_digest, context.code_digest).hex()[:16]
    inputs = {"shell": [*pages, *shell], "version": version, "withdrawn": sorted(set(_withdrawn(loaded)))}
    yield context.single(Target(WORKER, "script", inputs, WORKER))


def _withdrawn(loaded: Loaded) -> Iterator[str]:
    """The hash of each path of a withdrawn page."""
    for page in loaded.withdrawn:
        yield from (hashed(f"{path.strip('/')}/") for path in (page.url, *page.aliases))


def plan_cms(loaded: Loaded, context: BuildContext) -> Iterator[Group]:
    """The scripts of the CMS where the site has its configuration: the installed Warraq's, not copies in the site."""
    if context.view.is_portable or not any(file.path == FORMS for file in loaded.static):
        return
    for path, stamp in walk(CMS):
        inputs = {"file": f"{CMS}/{path}", "stamp": stamp}
        target = Target(f"{ADMIN}{path}", "file", inputs)
        yield Group(f"cms/{path}", digest(inputs), partial(iter, [target]))

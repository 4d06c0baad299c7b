"""The demo with some of everything that pages can show, in any theme and language, built once for many tests."""

from __future__ import annotations

from pathlib import Path

from generator.config.site_yaml import load_settings
from generator.ingest.pipeline import ingest
from support import SiteFolder

REPOSITORY = Path(__file__).parents[2]
TOOLS = REPOSITORY / "node_modules"
BASE_URL = "https://example.org/"
MORE = "data: [jsonl, csv]\nmissing:\n  - {date: 2024-02-12, issue: '145', why: x}\n"
# One page of each kind that is not an article's.
PAGES = (
    "",
    "2025/02/",
    "tags/تراث/",
    "search/",
    "archive/",
    "tags/",
    "tags/letters/ب/",
    "sections/ثقافة/",
    "about/",
    "2024/",
    "on-this-day/",
    "collections/",
    "collections/port/",
    "outlets/صحيفة-الساحل/",
    "sections/سياسة/",
    "on-this-day/02-11/",
    "undated/",
    "404.html",
    "data/",
    "corrections/",
    "2024/02/مقال-gone/",
    "2024/02/مقال-corrected/",
    "2011/02/asked-en/",
)
# A title and an author in each direction, with signs that go astray where directions are mixed up.
ASKED = {"en": ("Who won (and why)?", "J. Doe (Jr.)"), "ar": ("من ربح (ولماذا)؟", "س. علي (الابن)")}


def demo(root: Path) -> SiteFolder:
    """Imported and written, not built."""
    site = SiteFolder(root)
    site.write("site.yaml", (REPOSITORY / "site.yaml").read_bytes())
    site.write("content/pages/about.md", (REPOSITORY / "content/pages/about.md").read_bytes())
    for seed in sorted((REPOSITORY / "seeds").iterdir()):
        site.write(f"seeds/{seed.name}", seed.read_bytes())
    ingest(site.root, (), load_settings(site.root))
    correction = {"corrections": '[{date: "2025-03-01", text: الصواب كذا}]', "id": "corrected"}
    site.article("corrected", date="2024-02-11", publisher="صحيفة الساحل", rights="حقوق", **correction)
    site.article("translated", date="2024-02-12", lang="en", title="A translation", translation_of="corrected")
    site.article("doubtful", date="2024-02", date_range="2024-02-01/2024-02-13")
    for lang, (title, author) in ASKED.items():
        asked = {"title": f'"{title}"', "authors": f'["{author}"]', "lang": lang, "url": f"/2011/02/asked-{lang}/"}
        site.article(f"asked-{lang}", date="2011-02-11", publisher="جريدة الجبل", **asked)
    site.article("gone", date="2024-02-13", status="withdrawn", withdrawn_reason="بطلب من أصحابه")
    query = "query: {section: سياسة}"
    site.write("content/collections/port.md", f"---\ntitle: الميناء\ndescription: سنوات\n{query}\n---\nمقدمة.\n")
    return site


def shown(site: SiteFolder, root: Path, **settings: str) -> SiteFolder:
    """The same content as another site shows it, built; articles that say no language are Arabic there too."""
    other = SiteFolder(root)
    for path, data in site.files(site.root / "content").items():
        is_silent = path.endswith(".md") and b"\nlang: " not in data
        other.write(f"content/{path}", data.replace(b"---\n", b"---\nlang: ar\n", 1) if is_silent else data)
    lines = (REPOSITORY / "site.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.partition(":")[0] not in settings]
    changed = [f"{key}: {value}" for key, value in settings.items()]
    other.write("site.yaml", "\n".join([*kept, *changed]) + f"\n{MORE}")
    other.build(base_url=BASE_URL)
    return other


def article_of(site: SiteFolder) -> str:
    """The demo's longest, of a real newspaper."""
    return next(path for path in site.files() if path.startswith("2025/02/") and "ترامب" in path).removesuffix(
        "index.html"
    )

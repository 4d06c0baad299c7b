"""`warraq serve`: the site as a static host would show it, and live while someone edits."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.build_time import moment
from generator.cli.console import say_lines
from generator.cli.new_seeds import import_new_seeds
from generator.cli.options import BASE_URL, DRAFTS, NO_IMPORT, NOW, OUTPUT, SITE
from generator.engine.site import SiteReader
from generator.serve.session import ServeOptions, serve_site


@click.command()
@SITE
@OUTPUT
@BASE_URL
@click.option("--watch", is_flag=True, help="Build again when something changes, and reload the pages that show it.")
@click.option("--poll", is_flag=True, help="Poll for changes: for Docker, WSL and network drives.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 picks a free one.")
@click.option("--open", "is_opening", is_flag=True, help="Open a browser.")
@DRAFTS
@NOW
@NO_IMPORT
def serve(
    root: Path,
    output: Path | None,
    base_url: str | None,
    watch: bool,
    poll: bool,
    host: str,
    port: int,
    is_opening: bool,
    drafts: bool,
    now: str | None,
    no_import: bool,
) -> None:
    """Show output/ as a static host would; with --watch, while you edit."""
    reader = SiteReader(root, output, base_url=base_url, has_drafts=drafts)
    options = ServeOptions(host, port, is_watching=watch or poll, is_polling=poll, is_opening=is_opening)
    serve_site(lambda: reader.read(moment(now)), options, None if no_import else import_new_seeds, say_lines)

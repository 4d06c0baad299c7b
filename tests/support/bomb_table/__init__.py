"""The bombs: a row a kind of harm and a reader it is sent to."""

from __future__ import annotations

from support.bomb_table.archives import archive_bombs
from support.bomb_table.contents import content_bombs
from support.bomb_table.pages import page_bombs
from support.bomb_table.tables import table_bombs
from support.bomb_table.texts import text_bombs
from support.bomb_table.warcs import warc_bombs
from support.bomb_table.xml import xml_bombs
from support.bomb_table.yaml_files import yaml_bombs
from support.bombs import Bomb


def bombs() -> list[Bomb]:
    """All of them; several thousand."""
    return [
        *yaml_bombs(),
        *archive_bombs(),
        *warc_bombs(),
        *page_bombs(),
        *table_bombs(),
        *xml_bombs(),
        *content_bombs(),
        *text_bombs(),
    ]

"""The roles that lines of a raw text or a wire can have, and the sets of them that rules ask for."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The values are those of the import report, but for the few that `SHOWN` renames."""

    NONE = ""  # not assigned yet
    BODY = "body"
    SUBHEAD = "subhead"
    # Fields of the article.
    TITLE = "title"
    KICKER = "kicker"
    DESCRIPTION = "description"
    IMAGE_ALT = "image_alt"
    IMAGE_CAPTION = "image_caption"
    DATELINE = "dateline"
    BYLINE = "byline"
    AUTHOR = "author"  # a name without a label
    SIGNED = "signed"  # a byline above a wire's text
    EDITOR = "editor"
    EDITOR_LABEL = "editor label"
    PUBLISHER = "publisher"
    SOURCE = "source"
    SECTION = "section"
    TAGS = "tags"
    TAGS_LABEL = "tags label"
    ISSUE = "issue"
    DATE = "date"
    UPDATED = "updated"
    CAPTURED = "captured"
    # What is no part of the article.
    VISIT = "visit"
    CAPTION = "caption"  # of an image that is not the article's
    BUTTON = "button"
    LINK = "link"
    READ_ALSO = "read also"
    END = "end"  # the heading of what follows articles
    SITE_TALK = "site talk"
    BOILERPLATE = "boilerplate"
    REPEATED = "repeated"
    UNPLACED = "unplaced"


# Roles by their names in the import report.
SHOWN = {role: role.value for role in Role} | {
    Role.NONE: "unplaced",
    Role.BUTTON: "boilerplate",
    Role.END: "boilerplate",
    Role.SITE_TALK: "boilerplate",
    Role.READ_ALSO: "boilerplate",
    Role.LINK: "boilerplate",
    Role.TAGS_LABEL: "boilerplate",
    Role.VISIT: "boilerplate",
    Role.CAPTION: "image_caption",
    Role.AUTHOR: "byline",
    Role.SIGNED: "byline",
    Role.ISSUE: "issue_number",
}

IN_BODY = frozenset({Role.BODY, Role.SUBHEAD})
DATED = frozenset({Role.DATE, Role.UPDATED})
NOISE = frozenset({Role.BUTTON, Role.BOILERPLATE})
OF_SITE = frozenset({Role.BUTTON, Role.SITE_TALK, Role.LINK, Role.END})
# Roles that a line loses where it lies inside the body.
OPEN = frozenset({Role.NONE, Role.REPEATED, Role.SECTION})
MAY_BE_FURNITURE = frozenset({Role.NONE, Role.REPEATED})
MAY_BE_CAPTION = frozenset({Role.NONE, Role.SOURCE})
# A date right below a line of these below the body is that other article's.
OTHER_TITLE = frozenset({Role.NONE, Role.BOILERPLATE, Role.UNPLACED, Role.TITLE})

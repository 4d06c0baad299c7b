"""Each raw text is read once, but for those of which something was learned in between."""

from __future__ import annotations

from collections import Counter

import pytest
from support_content import SiteFolder

from generator.config.site_yaml import load_settings
from generator.importers.piece import Piece, SiteContext
from generator.importers.raw_text import read as raw_text
from generator.ingest.pipeline import ingest
from generator.model import RawArticle

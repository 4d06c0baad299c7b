"""Greek words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "αρχική|αρχική σελίδα",
    "web byline": "του|της",
    "web byline label": "γράφει ο|γράφει η|συντάκτης|κείμενο|γράφει",
    "read also": "διαβάστε επίσης|δείτε επίσης|διαβάστε ακόμα",
}

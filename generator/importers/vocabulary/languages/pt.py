"""Portuguese words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "name particle": "e",
    "updated": "atualizado",
    "read also": "leia tambem|leia mais",
    "button": "compartilhar|comentários|entrar|assine|publicidade|salvar",
    "end": "todos os direitos|leia também|mais lidas|veja também|continue lendo",
    "end line": "mais notícias|notícias relacionadas|recomendamos|veja mais|saiba mais|mais sobre",
    "subscription": "assin",
}

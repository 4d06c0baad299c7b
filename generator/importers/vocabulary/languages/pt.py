"""Portuguese words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "início|página inicial|capa|home",
    "name particle": "e",
    "updated": "atualizado|atualização|última atualização|modificado",
    "read also": "leia tambem|leia mais",
    "button": "compartilhar|comentários|entrar|assine|publicidade|salvar",
    "end": "todos os direitos|leia também|mais lidas|veja também|continue lendo",
    "end line": "mais notícias|notícias relacionadas|recomendamos|veja mais|saiba mais|mais sobre",
    "subscription": "assin",
    "own": "nosso canal|nosso aplicativo|siga-nos|nossa newsletter|nossa página|nosso grupo",
    "channel": (
        "whatsapp|telegram|facebook|twitter|instagram|youtube|google notícias|app store|google play|newsletter"
    ),
    "call": "siga|entre|baixe|assine|inscreva-se|clique|receba|participe",
    "contact": "tel|telefone|fax|contato|contacto|celular|telemóvel",
    "comments head": "comentários",
    "title label": "título|manchete",
    "subject label": "assunto",
    "byline with a sign": "autor|autora|jornalista|repórter",
    "body label": "texto|conteúdo",
    "source": "fonte|veículo|jornal|editora",
    "published": "publicado|data de publicação|data",
    "web byline": "por|escrito por",
    "web byline label": "autor|autora|texto|por",
    "page that is no article": (
        "página não encontrada|erro 404|entrar|iniciar sessão|cadastre-se|resultados da busca|resultados da pesquisa|busca|pesquisa|contato|contacto|fale conosco|quem somos|sobre nós|política de privacidade|termos de uso|mapa do site|arquivo|galeria"
    ),
    "text of no article": ("a página que você procura|esqueceu a senha|nenhum resultado|utilizamos cookies"),
    "name is over": "em|de|no",
    "and between names": "e",
    "byline": "escrito por",
}

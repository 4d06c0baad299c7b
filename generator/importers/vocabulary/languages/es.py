"""Spanish words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "inicio|portada|página principal",
    "name particle": "de|del|la|y",
    "name behind": "Por|por|POR",
    "updated": "actualizado|última actualización|modificado|actualización",
    "published": "publicado|fecha de publicacion|fecha de publicación|fecha|publicado el",
    "read also": "lea tambien|lee tambien",
    "read also ends": "tambien",
    "button": (
        "compartir|comentarios|comentar|iniciar sesión|suscríbete|publicidad|imprimir|guardar|"
        "enviar por correo|copiar enlace|ver biografía|añadir usuario|flecha|regístrate"
    ),
    "button opens": "compartir en|síguenos",
    "end": (
        "sobre la firma|todos los derechos|todos los comentarios|recibe nuestr|más información|archivado en|"
        "lo más visto|te puede interesar|últimas noticias|noticias relacionadas|lee también|otras noticias|"
        "tu suscripción"
    ),
    "end line": (
        "más noticias|temas relacionados|te recomendamos|etiquetas|lo último|newsletters|sobre el autor|"
        "mira también|más en"
    ),
    "comments head": "comentarios",
    "privacy": "privacidad",
    "newsletter": "boletín|correo electrónico",
    "subscription": "suscri",
    "terms": "condiciones de",
    "account": "cuenta|contraseña|iniciar sesión",
    "device": "dispositivo",
    "offer": "oferta|modalidad|gratis",
    "own": (
        "nuestro canal|nuestra app|nuestra aplicación|síguenos|nuestro boletín|nuestra página|"
        "únete a nuestro|nuestras redes"
    ),
    "channel": "whatsapp|telegram|facebook|twitter|instagram|youtube|google news|app store|google play|boletín",
    "call": "sigue|únete|descarga|suscríbete|haz clic|regístrate|recibe",
    "contact": "tel|teléfono|fax|contacto|móvil|informes",
    "title label": "título|titular",
    "subject label": "asunto",
    "byline with a sign": "autor|autora|redactor|periodista",
    "body label": "texto|contenido|cuerpo",
    "source": "fuente|medio|periódico|editor",
    "web byline": "por|escrito por|publicado por",
    "web byline label": "autor|autora|autores|texto|por",
    "page that is no article": (
        "página no encontrada|error 404|acceso denegado|iniciar sesión|inicia sesión|registrarse|crear cuenta|resultados de búsqueda|resultados de la búsqueda|buscar|búsqueda|contacto|contáctenos|quiénes somos|acerca de|aviso legal|política de privacidad|términos de uso|mapa del sitio|archivo|hemeroteca|galería|inicio|portada|suscríbete"
    ),
    "text of no article": (
        "la página que busca|la página que buscas|olvidaste tu contraseña|utilizamos cookies|no se encontraron resultados"
    ),
    "name is over": "en|el|desde",
    "and between names": "y",
    "byline": "escrito por|texto de",
}

"""Turkish words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "ana sayfa|anasayfa",
    "tags label": "etiketler",
    "updated": "guncelleme|guncellendi|guncellenme|güncelleme|güncellendi|son güncelleme|güncellenme",
    "published": "giris|yayin|eklenme|yayın tarihi|yayınlanma|tarih|giriş tarihi|yayınlandı",
    "read also": "ayrica okuyun",
    "credit": "fotograf",
    "caption": "fotograf",
    "service": "e-posta",
    "button": (
        "paylaş|şurada paylaş|abone ol|reklam|yazı boyutu|yorumlar|yorum yap|yazdır|önerilen video|giriş yap|"
        "üye ol|kaydet|takip et|haberler"
    ),
    "button opens": "facebook'ta|kod:",
    "end": (
        "ilgili haberler|tüm hakları saklıdır|haberin devamı|önerilen|benzer haberler|en çok okunan|"
        "diğer haberler|son dakika haberleri|editörün seçtikleri|bunlar da ilginizi"
    ),
    "end line": (
        "ilginizi çekebilir|çok okunanlar|etiketler|sıradaki haber|sonraki haber|önceki haber|yasal uyarı|"
        "günün öne çıkanları"
    ),
    "comments head": "yorumlar",
    "privacy": "kişisel veri|gizlilik|çerez|aydınlatma",
    "newsletter": "bülten|e-posta",
    "subscription": "üye ol|üyelik",
    "terms": "sözleşme",
    "account": "şifre",
    "device": "tarayıcı",
    "comments": "yorum",
    "own": "kanalımız|kanalımıza|uygulamamız|bizi takip|bültenimize|sayfamızı|bize katılın",
    "channel": "whatsapp|telegram|facebook|twitter|instagram|youtube|google haberler|app store|google play|bülten",
    "call": "takip edin|katılın|indirin|abone olun|tıklayın|üye olun",
    "contact": "tel|telefon|faks|iletişim|gsm|bilgi için",
    "title label": "başlık|haber başlığı",
    "subject label": "konu",
    "byline with a sign": "yazar|muhabir|haber",
    "body label": "metin|içerik",
    "source": "kaynak|yayıncı|gazete",
    "web byline": "yazan",
    "web byline label": "yazan|yazar|haber|muhabir|haberi hazırlayan",
    "page that is no article": (
        "sayfa bulunamadı|404 hata|giriş yap|üye ol|kayıt ol|arama sonuçları|arama|iletişim|hakkımızda|künye|gizlilik politikası|kullanım koşulları|arşiv|site haritası|foto galeri|ana sayfa|son dakika"
    ),
    "text of no article": ("aradığınız sayfa|şifremi unuttum|çerez kullan|sonuç bulunamadı"),
    "and between names": "ve",
}

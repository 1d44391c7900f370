"""Clean words that tourist offices typed over twenty years."""

import html
import re
from contextlib import suppress

TAG = re.compile(r"<[^>]*>")
SPACES = re.compile(r"[ \t\u00a0\u2009\u202f]+")
SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[\"«(]?[A-ZÀÂÇÉÈÊËÎÏÔÙÛ0-9])")
STARS = re.compile(r"\s*\*{1,5}(?=\s|$)")
SIGNS = re.compile(r"[®™©]|\s*[-–:]?\s*\b20(?:19|20|21)\b(?:[-/]20\d\d)?")

# A sentence goes when it sends people elsewhere, is out of date, or names who used to be there.
UNWANTED = re.compile(
    r"\[removed\]|https?:|ttp:|www\.|@|\bcovid|\bmasques? (?:obligatoire|souhaité)|port du masque"
    r"|votre masque|protocole sanitaire|prix de lancement|nouveauté|\bnew\b.*\b201\d\b"
    r"|mesures? sanitaires?|distanciation|\bgel\b.*masque|contexte sanitaire|confinement"
    r"|health measures|\bface masks?\b|\b20(?:1[89]|2[0-9])\b"
    r"|sur (?:notre|le) site|par (?:e-?mail|courriel|sms|téléphone)|whatsapp|on our website"
    r"|renseignements? au\b|inscriptions? :|\btél\b|^contact",
    re.IGNORECASE,
)
FIRST = r"[A-ZÉÈ][a-zéèêëîïôûç]+(?:-[A-ZÉ][a-zéèêëîïôûç]+)?"
HOSTS_NAMED = re.compile(
    rf"\b{FIRST} (?:et|&|and) {FIRST},? (?:[a-zé]+ ){{0,4}}"
    r"(?:vous|sont|ont|vos|seront|welcome|are|have|will|invite|propose|accueill)"
    rf"|^{FIRST},? (?:vous (?:accueille|propose|invite|reçoit|ouvre)|welcomes|invites)"
    r"|\bM(?:me|r|rs|onsieur|adame|\.) (?:et M(?:me|r|adame|\.) )?[A-ZÉ]"
    rf"|\b(?:chez|avec|par|with|by) {FIRST} (?:et|&|and) {FIRST}\b"
)
PLACES = frozenset({"Loire", "Cher", "Indre", "Tours", "Blois", "Amboise", "Chenonceau", "Loches"})

# Living people are not for us to quote: a sentence with one of these names goes, unless it is
# about a saint, a street or somebody long dead.
NAMES = (
    r"Akemi|Alain|Albert|Alice|Angélique|Anne|Annie|Antoine|Arnaud|Aurélie|Benoît"
    r"|Bernard|Brigitte|Bruno|Béatrice|Camille|Caroline|Catherine|Chantal|Charlotte"
    r"|Christelle|Christian|Christine|Christophe|Claire|Claude|Clément|Corinne|Cécile"
    r"|Céline|Daniel|David|Delphine|Denis|Denise|Didier|Dominique|Emmanuel|Emmanuelle"
    r"|Eric|Etienne|Evelyne|Fabien|Fabrice|Florence|Florent|Francine|Francis|Franck"
    r"|François|Françoise|Frédéric|Ghislaine|Gilles|Grégory|Guillaume|Gérard|Hervé|Hugues"
    r"|Hélène|Isabelle|Jacqueline|Jacques|Jean|Jocelyne|John|Josiane|Joël|Joëlle|Julie"
    r"|Julien|Jérémy|Jérôme|Karine|Laetitia|Laurence|Laurent|Louise|Luc|Lucie|Lucille"
    r"|Ludovic|Magali|Marc|Marianne|Marie|Marielle|Martial|Martine|Maryse|Mathieu"
    r"|Mathilde|Matthieu|Maxime|Mei|Michel|Michèle|Monique|Nadine|Nathalie|Nicolas|Nicole"
    r"|Odile|Olivier|Pascal|Patricia|Patrick|Paul|Philippe|Pierre|Raphaëlle|Raynald"
    r"|Richard|Robert|Régis|Sabine|Sandrine|Sarah|Serge|Sonia|Sophie|Stéphane|Stéphanie"
    r"|Sylvain|Sylvie|Sébastien|Séverine|Tania|Thierry|Thomas|Valérie|Vincent|Virginie"
    r"|Véronique|Xavier|Yann|Yves|Yvette|Élodie|Éric"
)
NAMED = re.compile(
    rf"(?<!Saint[ -])(?<!St[ -])(?<!St\. )(?<!Sainte[ -])(?<!Ste[ -])(?<!saint )(?<!sainte )"
    rf"(?<!rue )(?<!place )(?<!Vierge )(?<!Catherine de )\b(?:{NAMES})\b"
)
LONG_DEAD = re.compile(
    r"Ronsard|Médicis|Bretagne|Brittany|Sorel|Claudel|Fouquet|Becket|Lebrun|Reynaud|Pétain|Papin"
    r"|Léonard|Vinci|Rabelais|Descartes|Balzac|Debré|Storrs|Beauce|d['’]Arc|roi\b|reine\b|King|Queen"
    r"|Charles VI|Louis X|François (?:1|I)|Francis (?:1|I)|Henri (?:I|V)|Robert[ -]Houdin"
    r"|Cœur de Lion"
)

SMALL = re.compile(
    r"(?:l[ea]s?|l|de|du|des|d|aux?|à|et|en|sur|sous|par|pour|une?|chez|dans|avec|près|lès)"
)
ACCENTS = {
    "gite": "gîte",
    "gites": "gîtes",
    "hotel": "hôtel",
    "hotes": "hôtes",
    "chateau": "château",
}


def plain(text: str) -> str:
    """One paragraph or several, without markup, entities and stray spaces."""
    if "Ã" in text or "â€" in text:
        with suppress(UnicodeError):  # UTF-8 that somebody once read as Latin-1 (`Ã©`)
            text = text.encode("cp1252").decode("utf-8")
    text = TAG.sub(" ", html.unescape(html.unescape(text)))
    lines = [SPACES.sub(" ", line).strip(" -•–\t") for line in re.split(r"[\r\n]+", text)]
    paragraphs: list[str] = []
    for line in filter(None, lines):
        if paragraphs and not paragraphs[-1].endswith((".", "!", "?", "…", ":", ";")):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
    # No space before a comma, no row of dots or commas.
    whole = "\n\n".join(paragraphs).replace(" ,", ",").replace(" .", ".")
    return re.sub(r",(?:\s*,)+", ",", re.sub(r"\.{3,}", "…", whole))


def excerpt(text: str, longest: int = 900, title: str = "") -> str:
    """The sentences worth keeping, up to a length, in their paragraphs."""
    kept: list[str] = []
    room = longest
    for paragraph in plain(text).split("\n\n"):
        sentences: list[str] = []
        for sentence in SENTENCE.split(paragraph):
            if is_unwanted(sentence, title):
                continue
            if len(sentence) > room:
                return _joined([*kept, " ".join(sentences)])
            sentences.append(sentence)
            room -= len(sentence)
        kept.append(" ".join(sentences))
    return _joined(kept)


def is_unwanted(sentence: str, title: str = "") -> bool:
    """Whether a sentence points elsewhere, is dated, or names somebody whom the title doesn't."""
    if UNWANTED.search(sentence):
        return True
    if (person := NAMED.search(sentence)) and person.group() not in title:
        return not LONG_DEAD.search(sentence)
    if hosts := HOSTS_NAMED.search(sentence):
        return not PLACES & set(re.findall(FIRST, hosts.group()))
    return False


def titled(label: str) -> str:
    """A label without shouting, stars, signs and first names of owners."""
    label = SIGNS.sub("", STARS.sub("", plain(label)))
    label = re.sub(r"\s*-\s*Chez .*$", "", label).strip(" -|")
    letters = [letter for letter in label if letter.isalpha()]
    shouted = len(letters) > 3 and sum(map(str.isupper, letters)) > 0.7 * len(letters)
    if shouted:
        words = re.split(r"([\s'’(\"-]+)", label.lower())
        words = [ACCENTS.get(word, word) for word in words]
        kept = [word if SMALL.fullmatch(word) else word[:1].upper() + word[1:] for word in words]
        label = re.sub(r"(?<=\w{2})(['’])S\b", r"\1s", "".join(kept))
    return label[:1].upper() + label[1:]


def _joined(paragraphs: list[str]) -> str:
    """Each paragraph begins with a capital and comes to an end."""
    ended = [re.sub(r"[\s,;:]+$", "", one) for one in paragraphs]
    whole = [one[:1].upper() + one[1:] for one in ended if one]
    return "\n\n".join(one if one[-1] in '.!?…»")' else f"{one}." for one in whole)

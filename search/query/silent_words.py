"""Words that say nothing: they are neither kept in an index nor asked for.

A document leaves out those of its own language and of the site's two. A question leaves out those
of every language, because nobody knows in which it is asked; so the lists of the other languages
have no word that means something in French or English (`die`, `van`, `hay`, `door`, `sobre`).
All lists are our own.
"""

from __future__ import annotations

from typing import Final

FRENCH: Final = """
a à ai as au aux avec c ça ce ces cet cette chez d dans de des du elle elles en entre est et eux il
ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre nous on ou où par pas pour
plus qu que qui s sa sans se ses si son sont sous sur t ta te tes toi ton tout très tu un une vos
votre vous y être avoir fait faire"""
ENGLISH: Final = """
about am an and any are at be been but by can do does for from had has have he her him his i if in
into is it its me my no not of off or our out she so some than that the their them then there they
this to too up us very was we were what when where which who will with would you your"""
GERMAN: Final = """
aber als auch auf aus bei beim das dass dein deine dem den der dir doch durch ein eine einem einen
einer eines er es euch euer für ihr ihre im ist kein keine mein meine mit nach nicht noch nur ob
oder ohne sehr seine sich sie sind um und uns unser unsere unter vom von vor wenn wer wie wir wird
zu zum zur zwischen über"""
SPANISH: Final = """
al algo con cual cuando de del desde donde e el ella ellas ellos en entre esa ese eso esta esto está
están fue ha hasta la las le les lo los mi muy más ni nosotros nuestra nuestras nuestro nuestros o
otra otro para pero por porque que quien se si su sus también te ti tiene toda todo tus un una uno y
ya yo él"""
ITALIAN: Final = """
agl agli ai al all alla alle allo anche c che chi ci coi con cui d da dagl dagli dai dall dalla
dalle dallo degl degli dei del dell della delle dello di e ed fra gl gli i il in io l la le lei lo
loro lui ma mi mio ne negl negli nei nel nell nella nelle nello noi o per perché più quale quell
quella quelle quelli quello quest questa queste questi questo si siamo sono su sua sugl sugli sui
sul sull sulla sulle sullo suo suoi ti tra tua tuo un una uno vi voi è"""
DUTCH: Final = """
aan als bij daar dat de deze dit een en er heb hebben heeft het hoe hun ik in is je jij jullie kan
maar me met mijn naar niet nog of om onder ons onze ook op te tot u uit uw veel voor wat we wel wie
wij wordt worden zal ze zeer zich zij zijn zo zonder"""

SILENT: Final = frozenset((FRENCH + ENGLISH).split())  # of the site: left out of every document
SILENT_BY_LANGUAGE: Final = {
    language: SILENT.union(words.split())
    for language, words in (("de", GERMAN), ("es", SPANISH), ("it", ITALIAN), ("nl", DUTCH))
}
SILENT_ANYWHERE: Final = SILENT.union(*SILENT_BY_LANGUAGE.values())


def silent_in(language: str) -> frozenset[str]:
    """What a document of this language leaves out, in small letters, with accents."""
    return SILENT_BY_LANGUAGE.get(language, SILENT)

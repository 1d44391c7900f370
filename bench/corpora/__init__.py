"""Offers for measuring: made from real data by resampling, the same for the same seed.

Density is the same in all of them: "30 km around a town" finds about as many in the small one as
in the large one, so that what grows with the corpus is the engine's own work.
"""

from bench.corpora.making import TODAY
from bench.corpora.resampling import CORPORA, Corpus, offers_of

__all__ = ["CORPORA", "TODAY", "Corpus", "offers_of"]

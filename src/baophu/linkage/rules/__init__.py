"""The pure rules of linkage: forms of names, weights, edges and the words that explain them."""

from baophu.linkage.rules.edges import Edge, Subject, Verdict, row_key
from baophu.linkage.rules.explain import explain
from baophu.linkage.rules.names import NameForms, NormalName, load_forms
from baophu.linkage.rules.readings import Agreement, Estimate, Reading, agreement, bits, settled
from baophu.linkage.rules.weights import Weights, load_weights

__all__ = [
    "Agreement",
    "Edge",
    "Estimate",
    "NameForms",
    "NormalName",
    "Reading",
    "Subject",
    "Verdict",
    "Weights",
    "agreement",
    "bits",
    "explain",
    "load_forms",
    "load_weights",
    "row_key",
    "settled",
]

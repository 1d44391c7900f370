"""RFC 9162: the vectors of Certificate Transparency, and proofs of every entry of every size."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.integrity.merkle_tree import inclusion_proof, is_included, leaf_hash, merkle_root

# Inputs and roots of the tests of certificate-transparency (merkle_tree_test.cc).
ENTRIES = [
    bytes.fromhex(digits)
    for digits in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
entries = st.lists(st.binary(max_size=4), min_size=1, max_size=40)


@pytest.mark.parametrize("size", range(1, 9))
def test_merkle_root_is_that_of_certificate_transparency(size):
    assert merkle_root(ENTRIES[:size]).hex() == ROOTS[size - 1]


def test_merkle_root_of_nothing_is_the_hash_of_nothing():
    assert merkle_root([]) == hashlib.sha256(b"").digest()


def test_inclusion_proof_is_the_path_from_below():
    first, second, third = (leaf_hash(entry) for entry in ENTRIES[:3])

    assert inclusion_proof(ENTRIES[:3], 1) == [first, third]
    assert inclusion_proof(ENTRIES[:3], 2) == [hashlib.sha256(b"\x01" + first + second).digest()]


@given(entries, st.data())
def test_is_included_knows_every_entry_and_its_place(rows, data):
    index = data.draw(st.integers(0, len(rows) - 1))
    where = {"size": len(rows), "proof": inclusion_proof(rows, index), "root": merkle_root(rows)}

    assert is_included(rows[index], index=index, **where)
    assert not is_included(rows[index] + b"!", index=index, **where)
    assert len(where["proof"]) <= (len(rows) - 1).bit_length()


@given(entries, st.data())
def test_is_included_refuses_a_proof_that_was_changed(rows, data):
    index = data.draw(st.integers(0, len(rows) - 1))
    proof, root = inclusion_proof(rows, index), merkle_root(rows)
    wrong_proofs = [[*proof, bytes(32)], proof[:-1]] if proof else [[bytes(32)]]

    for wrong in wrong_proofs:
        where = {"index": index, "size": len(rows), "proof": wrong, "root": root}
        assert not is_included(rows[index], **where)


@pytest.mark.parametrize(("index", "size"), [(3, 3), (-1, 3), (0, 0)])
def test_is_included_refuses_a_place_that_is_not_there(index, size):
    where = {"index": index, "size": size, "proof": [], "root": merkle_root([b"a"])}

    assert not is_included(b"a", **where)


@pytest.mark.parametrize("index", [-1, 3])
def test_inclusion_proof_needs_an_entry(index):
    with pytest.raises(IndexError):
        inclusion_proof([b"a", b"b", b"c"], index)

"""Guards: a ballot is opened by a quorum's parts together and by nothing less; whatever was changed
since, be it a byte, is found."""

from __future__ import annotations

import itertools
import secrets

import pytest

from services import sealing
from services.sealing import Ballot, Damaged
from storage import codes

CASES = [1, 2, 3, 4, 5]
SLIP = b"slip of somebody"


def dealt(least: int, members: int) -> tuple[bytes, list[str], list[bytes]]:
    """A sitting's public key, the members' codes, and the parts sealed to them."""
    own = [sealing.code(sealing.CLOSING) for _ in range(members)]
    keys = [sealing.public(one, 7, person) for person, one in enumerate(own)]
    public, shares = sealing.made(least, keys)
    return public, own, shares


def parts(own: list[str], shares: list[bytes], which: tuple[int, ...]) -> list[bytes]:
    return [sealing.part(own[n], 7, n, shares[n]) for n in which]


@pytest.mark.parametrize(("least", "members"), [(1, 1), (2, 3), (3, 4), (6, 9), (5, 5)])
def test_so_many_parts_bring_the_key_back_and_no_fewer(least: int, members: int) -> None:
    public, own, shares = dealt(least, members)
    for some in list(itertools.combinations(range(members), least))[:20]:
        key = sealing.together(parts(own, shares, some), least, public)
        assert key is not None
        assert bytes(key.public_key) == public
    for some in list(itertools.combinations(range(members), least - 1))[:20]:
        assert sealing.together(parts(own, shares, some), least, public) is None
        assert sealing.together(parts(own, shares, some), least - 1, public) is None


def test_a_code_is_read_as_people_type_it_and_opens_its_own_part_only() -> None:
    _, own, shares = dealt(2, 3)
    typed = own[0].lower().replace("-", " ")
    assert sealing.part(typed, 7, 0, shares[0]) == sealing.part(own[0], 7, 0, shares[0])
    for wrong in ((own[1], 7, 0), (own[0], 8, 0), (own[0], 7, 1)):
        with pytest.raises(Damaged):
            sealing.part(*wrong, shares[0])
    assert codes.closing(own[0])
    assert codes.closing(typed) or not any(one.isdigit() for one in typed)
    assert not codes.closing(codes.new())


def test_ballots_say_nothing_by_their_size_and_two_alike_are_not_alike() -> None:
    public, own, shares = dealt(2, 3)
    said = [dict.fromkeys(CASES, choice) for choice in ("yes", "no", "blank")]
    said += [{1: "yes"}, {5: "blank"}]
    ballots = [Ballot(SLIP, one, turn, written=turn == 300) for turn in (1, 300) for one in said]
    sealed = [sealing.seal(public, one, CASES) for one in [*ballots, *ballots]]
    assert len({len(one) for one in sealed}) == 1
    assert len(set(sealed)) == len(sealed)
    key = sealing.together(parts(own, shares, (0, 2)), 2, public)
    assert key is not None
    assert [sealing.unseal(key, one, CASES) for one in sealed] == [*ballots, *ballots]


def test_every_changed_byte_of_a_ballot_a_part_and_a_slip_is_found() -> None:
    public, own, shares = dealt(2, 3)
    key = sealing.together(parts(own, shares, (0, 1)), 2, public)
    assert key is not None
    ballot = sealing.seal(public, Ballot(SLIP, {1: "yes"}, 1), CASES)
    slip = sealing.slip(public, "K7QM-3TXP")
    assert sealing.check(key, slip) == "K7QM-3TXP"
    for body, read in (
        (ballot, lambda one: sealing.unseal(key, one, CASES)),
        (shares[0], lambda one: sealing.part(own[0], 7, 0, one)),
        (slip, lambda one: sealing.check(key, one)),
    ):
        for at in range(len(body)):
            changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
            with pytest.raises(Damaged):
                read(changed)
        with pytest.raises(Damaged):
            read(body[:-1])


def test_a_part_that_was_changed_once_it_was_given_is_found_and_another_one_helps() -> None:
    public, own, shares = dealt(3, 5)
    good = parts(own, shares, (0, 1, 2, 3))
    for at in range(1, 17):
        bad = good[0][:at] + bytes([good[0][at] ^ 1]) + good[0][at + 1 :]
        assert sealing.together([bad, *good[1:3]], 3, public) is None
        assert sealing.together([bad, *good[1:]], 3, public) is not None


def test_a_seal_of_another_sitting_opens_nothing() -> None:
    public, own, shares = dealt(2, 2)
    other, others, other_shares = dealt(2, 2)
    key = sealing.together(parts(others, other_shares, (0, 1)), 2, other)
    assert key is not None
    with pytest.raises(Damaged):
        sealing.unseal(key, sealing.seal(public, Ballot(SLIP, {}, 0), CASES), CASES)
    assert sealing.together(parts(own, shares, (0, 1)), 2, other) is None


def test_what_is_put_by_is_read_by_this_program_alone_and_shows_no_choice() -> None:
    kept = sealing.put_by(["yes", "no", "blank"])
    assert sealing.taken_up(kept) == ["yes", "no", "blank"]
    assert len({len(sealing.put_by([one] * 3)) for one in ("yes", "no", "blank")}) == 1
    assert sealing.taken_up(kept[:-4] + "AAA=") is None
    assert sealing.taken_up("") is None
    assert sealing.taken_up(secrets.token_urlsafe(60)) is None

"""Seals: codes and keys of members, parts of a sitting's key, ballots that only the close opens.

Made of PyNaCl (X25519, XSalsa20-Poly1305, BLAKE2b) and pycryptodome (Shamir) alone. A sitting has a
key pair, made when it is opened. Its seed is split; each part is sealed to the public key of a
member's code, and the seed is forgotten: so many members as the quorum has bring it back.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from Crypto.Protocol.SecretSharing import Shamir
from nacl.bindings import sodium_pad, sodium_unpad
from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from storage.codes import ALPHABET, PART, normal

CLOSING, CHECK = 16, 8
"""Letters and digits of a closing code (76 bits) and of a check code (38)."""
_SEED, _KEY = 16, 32
_BLOCK = 512
"""Ballots are padded to whole blocks: how long one is says nothing of what is in it."""
_MOST_TRIED = 500
_LETTERS = {"yes": "y", "no": "n", "blank": "b"}
_SAID = {letter: choice for choice, letter in _LETTERS.items()}
_NONE = "-"

Part = tuple[int, bytes]
Choices = Mapping[int, str]


class Damaged(Exception):
    """What was sealed is not what is kept."""


def code(length: int) -> str:
    """A new code in groups of four: `K7QM-3TXP-9HWD-4RCE`; never of letters alone, as words are."""
    made = ""
    while not any(one.isdigit() for one in made):
        made = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(made[at : at + PART] for at in range(0, length, PART))


def _hashed(data: bytes, person: bytes) -> bytes:
    return bytes(blake2b(data, digest_size=_KEY, person=person, encoder=RawEncoder))


def _of_code(said: str, sitting: int, person: int) -> PrivateKey:
    data = f"{sitting}:{person}:{normal(said)}".encode()
    return PrivateKey(_hashed(data, b"thidua code"))


def public(said: str, sitting: int, person: int) -> bytes:
    """What is kept of a closing code: a public key, another one in each sitting."""
    return bytes(_of_code(said, sitting, person).public_key)


def _of_seed(seed: bytes) -> PrivateKey:
    return PrivateKey(_hashed(seed, b"thidua sitting"))


def made(least: int, keys: Sequence[bytes]) -> tuple[bytes, list[bytes]]:
    """A new key to which ballots are sealed, and its parts, each sealed to one of the keys.

    `least` of them bring it back.
    """
    seed = secrets.token_bytes(_SEED)
    parts = Shamir.split(least, len(keys), seed)
    sealed = [
        SealedBox(PublicKey(key)).encrypt(bytes([place]) + part)
        for key, (place, part) in zip(keys, parts, strict=True)
    ]
    return bytes(_of_seed(seed).public_key), sealed


def part(said: str, sitting: int, person: int, share: bytes) -> bytes:
    """A member's part, opened with the code. Damaged if it is not what was sealed."""
    try:
        return bytes(SealedBox(_of_code(said, sitting, person)).decrypt(share))
    except CryptoError as error:
        raise Damaged from error


def together(parts: Iterable[bytes], least: int, key: bytes) -> PrivateKey | None:
    """The sitting's own key out of its members' parts; None if they are too few, or damaged.

    With more parts than are needed a damaged one is left out.
    """
    read = [(one[0], one[1:]) for one in parts if len(one) == 1 + _SEED]
    for some in islice(combinations(read, least), _MOST_TRIED):
        try:
            found = _of_seed(Shamir.combine(list(some)))
        except ValueError:
            continue
        if bytes(found.public_key) == key:
            return found
    return None


@dataclass(frozen=True)
class Ballot:
    """What is in a ballot: whose is not; `slip` is the same in all that a member casts.

    `turn`: the later one counts; `written`: an opinion in writing.
    """

    slip: bytes
    choices: Choices
    turn: int
    written: bool = False


def slip(key: bytes, check: str) -> bytes:
    """A check code sealed to the sitting's key."""
    return bytes(SealedBox(PublicKey(key)).encrypt(check.encode()))


def check(key: PrivateKey, sealed: bytes) -> str:
    """The check code in a slip. Damaged if it is not what was sealed."""
    try:
        return bytes(SealedBox(key).decrypt(sealed)).decode()
    except (CryptoError, UnicodeDecodeError) as error:
        raise Damaged from error


def seal(key: bytes, ballot: Ballot, cases: Sequence[int]) -> bytes:
    """A ballot that nobody reads before the close; all are of one size."""
    said = "".join(_LETTERS.get(ballot.choices.get(case, ""), _NONE) for case in cases)
    body = {"slip": b64encode(ballot.slip).decode(), "said": said, "turn": ballot.turn,
            "written": ballot.written}  # fmt: skip
    padded = sodium_pad(json.dumps(body).encode(), _BLOCK)
    return bytes(SealedBox(PublicKey(key)).encrypt(padded))


def unseal(key: PrivateKey, sealed: bytes, cases: Sequence[int]) -> Ballot:
    """What is in a ballot. Damaged if it is not what was sealed."""
    try:
        body = json.loads(sodium_unpad(SealedBox(key).decrypt(sealed), _BLOCK))
        pairs = zip(cases, body["said"], strict=True)
        choices = {case: _SAID[letter] for case, letter in pairs if letter != _NONE}
        return Ballot(b64decode(body["slip"]), choices, body["turn"], body["written"])
    except (CryptoError, ValueError, KeyError, TypeError) as error:
        raise Damaged from error


_HERE = SecretBox(secrets.token_bytes(_KEY))
"""A key that is nowhere but in the memory of this program, and gone when it ends."""


def put_by(choices: Iterable[str]) -> str:
    """What was chosen so far, for a dialogue's stored state: only this very program reads it."""
    return b64encode(_HERE.encrypt("".join(_LETTERS[one] for one in choices).encode())).decode()


def taken_up(kept: str) -> list[str] | None:
    """The same again; None where another program has put it by."""
    try:
        return [_SAID[letter] for letter in _HERE.decrypt(b64decode(kept)).decode()]
    except (CryptoError, ValueError, KeyError):
        return None

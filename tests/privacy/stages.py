"""How far a partnership has come before random things begin, so that every page is in reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from tests.personas import World, join
from tests.privacy.people import act
from tests.privacy.secrets import Ledger
from trifecta.apps.checkins import services as checkins
from trifecta.apps.checkins.selectors import round_for
from trifecta.apps.compromise.models import Option, Stage
from trifecta.apps.compromise.services.agreements import draft_agreement
from trifecta.apps.compromise.services.defaults import propose_default
from trifecta.apps.compromise.services.plans import NewOption, NewStage, add_option, add_stage
from trifecta.apps.compromise.services.proposals import suggest_plan
from trifecta.apps.compromise.services.scoring import score_need
from trifecta.apps.compromise.services.signing import propose, sign
from trifecta.apps.compromise.services.writing import (
    CommitmentWords,
    Words,
    add_commitment,
    edit_draft,
)
from trifecta.apps.people.models import PartnershipMember, User
from trifecta.apps.people.partnerships import NewPartnership, create_partnership, write_success
from trifecta.apps.tensions import services as tensions
from trifecta.apps.tensions.models import Statement
from trifecta.apps.tensions.selectors import weights_for
from trifecta.apps.tensions.services.drafts import play_back_place
from trifecta.domain.checkins.entry import OwnLine, Points

VISIBILITIES = ("private", "mediator", "partners", "leadership")


class Teller:
    """Does what people do, in texts that can be recognised."""

    def __init__(self, world: World, ledger: Ledger) -> None:
        self.world, self.ledger = world, ledger

    def tell(self, name: str, deed: Callable[[User, Callable[[], str]], object]) -> None:
        """`deed` is done by `name`; what it needs to say it takes from the second argument."""
        said: list[str] = []

        def words() -> str:
            said.append(self.ledger.new(name))
            return said[-1]

        act(self.ledger, name, lambda: deed(self.world.everyone[name], words), sent=said)

    def member(self, name: str) -> str:
        row = PartnershipMember.objects.filter(
            partnership=self.world.partnership, user=self.world.everyone[name], left_at=None
        )
        return str(row.values_list("id", flat=True).get())

    # ---------------------------------------------------------------- steps

    def neighbours(self) -> None:
        """dana and piet lead another team of the same organisation."""

        def found(dana: User, words: Callable[[], str]) -> None:
            row = create_partnership(
                actor=dana,
                organisation_id=self.world.organisation.id,
                new=NewPartnership(name="Prices", team="Prices team", my_role="pm"),
            )
            join(partnership=row, inviter=dana, user=self.world.piet, role="em")
            write_success(actor=dana, partnership_id=row.id, success=words())
            tension = tensions.open_tension(actor=dana, partnership_id=row.id, title=words())
            tensions.write_statement(
                actor=dana, tension_id=tension.id, kind="position", text=words()
            )

        self.tell("alice", lambda alice, _: self._let_in(alice))
        self.tell("dana", found)

    def _let_in(self, _alice: User) -> None:
        from trifecta.apps.people.invitations import accept_invitation, invite_to_organisation

        link = invite_to_organisation(
            actor=self.world.oscar, organisation_id=self.world.organisation.id
        )
        accept_invitation(actor=self.world.dana, token=link.token)

    def limits(self, name: str, round_id: str) -> None:
        def write(user: User, words: Callable[[], str]) -> None:
            for visibility in VISIBILITIES:
                checkins.add_limit(
                    actor=user,
                    round_id=round_id,
                    kind="leaving",
                    text=words(),
                    visibility=visibility,
                )
            own = Points(known={}, own=(OwnLine(label=words()[:30], points=100),))
            checkins.save_points(actor=user, round_id=round_id, about="", points=own, final=True)

        self.tell(name, write)

    def marks(self, name: str, round_id: str) -> None:
        def write(user: User, _words: Callable[[], str]) -> None:
            view = round_for(actor=user, round_id=round_id)
            for question in view.sheet.questions:
                checkins.save_marks(
                    actor=user,
                    round_id=round_id,
                    number=question.number,
                    own=question.number % 3 - 1,
                    guesses={other.id: question.number % 5 - 2 for other in view.others},
                )

        self.tell(name, write)

    def seal(self, name: str, round_id: str) -> None:
        self.tell(name, lambda user, _: checkins.seal_entry(actor=user, round_id=round_id))

    def start_round(self) -> str:
        made: list[str] = []
        self.tell(
            "alice",
            lambda alice, _: made.append(
                checkins.start_round(actor=alice, partnership_id=self.world.partnership.id)
            ),
        )
        return made[0]

    def tension(self) -> str:
        made: list[str] = []
        self.tell(
            "alice",
            lambda alice, words: made.append(
                tensions.open_tension(
                    actor=alice, partnership_id=self.world.partnership.id, title=words()
                ).id
            ),
        )
        return made[0]

    def side(self, name: str, tension_id: str) -> None:
        """A position, and a need and a limit of each visibility."""

        def write(user: User, words: Callable[[], str]) -> None:
            tensions.write_statement(
                actor=user, tension_id=tension_id, kind="position", text=words()
            )
            for visibility in VISIBILITIES:
                for kind, because in (("need", words()), ("constraint", "")):
                    tensions.write_statement(
                        actor=user,
                        tension_id=tension_id,
                        kind=kind,
                        text=words(),
                        because=because,
                        visibility=visibility,
                    )

        self.tell(name, write)

    def weigh(self, name: str, tension_id: str) -> None:
        """The last need they wrote counts most, and nobody is told."""

        def give(user: User, _words: Callable[[], str]) -> None:
            first, *others = reversed(weights_for(actor=user, tension_id=tension_id).ids)
            tensions.rank_needs(actor=user, tension_id=tension_id, order=(first, *others))
            tensions.compare_needs(
                actor=user,
                tension_id=tension_id,
                order=(first, *others),
                beside=dict.fromkeys(others, 40),
            )

        self.tell(name, give)

    def seal_weights(self, name: str, tension_id: str) -> None:
        def seal(user: User, _words: Callable[[], str]) -> None:
            version = weights_for(actor=user, tension_id=tension_id).version
            tensions.seal_weights(actor=user, tension_id=tension_id, version=version)

        self.tell(name, seal)

    def share(self, name: str, tension_id: str) -> None:
        self.tell(name, lambda user, _: tensions.share_side(actor=user, tension_id=tension_id))

    def questions(self, asker: str, addressee: str, tension_id: str) -> None:
        asked: list[str] = []

        def ask(user: User, words: Callable[[], str]) -> None:
            for _ in range(3):
                row = tensions.ask_question(
                    actor=user,
                    tension_id=tension_id,
                    addressee_id=self.member(addressee),
                    text=words(),
                )
                asked.append(row.id)

        def answer(user: User, words: Callable[[], str]) -> None:
            for question_id in asked:
                tensions.answer_question(
                    actor=user, question_id=question_id, text=words(), version=1
                )

        self.tell(asker, ask)
        self.tell(addressee, answer)

    def draft(self, name: str, about: str, tension_id: str) -> None:
        place = play_back_place(self.member(about))
        self.tell(
            name,
            lambda user, words: tensions.keep_draft(
                actor=user, tension_id=tension_id, place=place, text=words()
            ),
        )

    def reword(self, name: str, tension_id: str) -> None:
        """Other words for the limits on a side."""

        def change(user: User, words: Callable[[], str]) -> None:
            mine = Statement.objects.filter(
                tension_id=tension_id, member_id=self.member(name), kind="constraint"
            )
            for row in mine:
                tensions.change_statement(
                    actor=user, statement_id=row.id, text=words(), version=row.version
                )

        self.tell(name, change)

    def board(self, tension_id: str) -> None:
        """Plans opened on the record, with stages and options; alice has scored."""

        def open_plans(alice: User, words: Callable[[], str]) -> None:
            tensions.skip_gate(actor=alice, tension_id=tension_id, reason=words())
            today = timezone.localdate()
            first = NewStage(
                name=words(),
                starts=today,
                ends=today + timedelta(days=27),
                capacity={"engineers": 24.0},
            )
            stage = add_stage(actor=alice, tension_id=tension_id, new=first)
            options = [
                add_option(
                    actor=alice,
                    tension_id=tension_id,
                    new=NewOption(
                        title=words(), note=words(), effort={stage.id: {"engineers": weeks}}
                    ),
                ).id
                for weeks in (8.0, 20.0)
            ]
            needs = Statement.objects.filter(
                tension_id=tension_id, member_id=self.member("alice"), kind="need"
            ).exclude(visibility="private")
            for need in needs:
                score_need(
                    actor=alice,
                    tension_id=tension_id,
                    need_id=need.id,
                    points={options[0]: 100, options[1]: 20},
                )

        self.tell("alice", open_plans)

    def default(self, tension_id: str) -> None:
        """Without an agreement nothing of it happens, says alice."""
        self.tell(
            "alice",
            lambda alice, _: propose_default(actor=alice, tension_id=tension_id, placements={}),
        )

    def suggest(self, tension_id: str) -> None:
        """The first option in the first stage, as a plan."""
        option = Option.objects.filter(tension_id=tension_id).order_by("created_at")[0]
        placements = {option.id: Stage.objects.get(tension_id=tension_id).id}
        self.tell(
            "alice",
            lambda alice, words: suggest_plan(
                actor=alice,
                tension_id=tension_id,
                placements=placements,
                title=words(),
                summary=words(),
            ),
        )

    def agreement(self, *, signed_by: tuple[str, ...]) -> None:
        made: list[str] = []

        def write(alice: User, words: Callable[[], str]) -> None:
            day = timezone.localdate() + timedelta(days=40)
            row = draft_agreement(
                actor=alice, partnership_id=self.world.partnership.id, title=words()
            )
            edit_draft(
                actor=alice,
                agreement_id=row.id,
                words=Words(title=words(), summary=words(), review_on=day),
            )
            for owner in ("alice", "bob"):
                add_commitment(
                    actor=alice,
                    agreement_id=row.id,
                    words=CommitmentWords(text=words(), owner=self.member(owner), due=day),
                )
            made.append(row.id)

        self.tell("alice", write)
        if signed_by:
            self.tell("alice", lambda alice, _: propose(actor=alice, agreement_id=made[0]))
            for name in signed_by:
                self.tell(name, lambda user, _: sign(actor=user, agreement_id=made[0], version=1))

    def join(self, name: str, role: str = "business") -> None:
        self.tell(
            name,
            lambda user, _: join(
                partnership=self.world.partnership, inviter=self.world.alice, user=user, role=role
            ),
        )


# -------------------------------------------------------------------- how far it has come


def begun(teller: Teller) -> None:
    """Two people and nothing else."""


def half_answered(teller: Teller) -> None:
    """alice has sealed, bob has written and not sealed."""
    round_id = teller.start_round()
    for name in ("alice", "bob"):
        teller.limits(name, round_id)
    teller.marks("alice", round_id)
    teller.seal("alice", round_id)


def opened(teller: Teller) -> None:
    """A check-in that both have sealed, and a second one that alice has begun."""
    round_id = teller.start_round()
    for name in ("alice", "bob"):
        teller.limits(name, round_id)
        teller.marks(name, round_id)
        teller.seal(name, round_id)
    teller.limits("alice", teller.start_round())


def sides(teller: Teller) -> None:
    """Both have written their sides, alice has shared hers."""
    tension_id = teller.tension()
    for name in ("alice", "bob"):
        teller.side(name, tension_id)
    teller.share("alice", tension_id)


def understanding(teller: Teller) -> None:
    """Both have shared, asked and answered; each keeps a draft of what they heard."""
    tension_id = both_shared(teller)
    for one, other in (("alice", "bob"), ("bob", "alice")):
        teller.questions(one, other, tension_id)
        teller.draft(one, other, tension_id)


def both_shared(teller: Teller) -> str:
    tension_id = teller.tension()
    for name in ("alice", "bob"):
        teller.side(name, tension_id)
        teller.share(name, tension_id)
    return tension_id


def newcomer(teller: Teller) -> None:
    """carol joins a tension whose sides were shared and reworded; bob shares with her again."""
    tension_id = both_shared(teller)
    teller.questions("alice", "bob", tension_id)
    teller.reword("bob", tension_id)
    teller.join("carol")
    teller.reword("bob", tension_id)
    teller.share("bob", tension_id)
    teller.side("carol", tension_id)


def planning(teller: Teller) -> None:
    """Plans are open, with something on the board; bob has not sealed what counts how much."""
    tension_id = both_shared(teller)
    teller.weigh("alice", tension_id)
    teller.seal_weights("alice", tension_id)
    teller.board(tension_id)


def suggested(teller: Teller) -> None:
    """Plans are open; alice has suggested one, and said what happens without an agreement."""
    tension_id = both_shared(teller)
    for name in ("alice", "bob"):
        teller.weigh(name, tension_id)
        teller.seal_weights(name, tension_id)
    teller.weigh("bob", tension_id)
    teller.board(tension_id)
    teller.suggest(tension_id)
    teller.default(tension_id)


def agreed(teller: Teller) -> None:
    """One agreement is signed, one waits for bob, another is being written."""
    teller.agreement(signed_by=("alice", "bob"))
    teller.agreement(signed_by=("alice",))
    teller.agreement(signed_by=())


STAGES = (begun, half_answered, opened, sides, understanding, newcomer, planning, suggested, agreed)

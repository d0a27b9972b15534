"""What people do without a browser, to whatever row they happen to name."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.privacy.stages import VISIBILITIES
from trifecta.apps.checkins import services as checkins
from trifecta.apps.checkins.models import Finding, Limit, Reply, Round
from trifecta.apps.compromise.models import Agreement, Option
from trifecta.apps.compromise.services.agreements import draft_agreement
from trifecta.apps.compromise.services.plans import NewOption, add_option
from trifecta.apps.compromise.services.policies import NewPolicy, add_policy
from trifecta.apps.compromise.services.writing import CommitmentWords, add_commitment
from trifecta.apps.leaving.services import close_account
from trifecta.apps.people.models import Partnership, PartnershipMember, User
from trifecta.apps.people.partnerships import write_success
from trifecta.apps.people.putting_away import bring_back_partnership, put_away_partnership
from trifecta.apps.records.ids import ID_LENGTH
from trifecta.apps.systems.services.models import About, begin_model
from trifecta.apps.systems.services.ranging import save_ranges
from trifecta.apps.tensions import services as tensions
from trifecta.apps.tensions.models import PlayBack, Question, Statement, Tension, WeightsDraft
from trifecta.apps.tensions.services.drafts import play_back_place

Words = Callable[[], str]
Deed = Callable[[User, Words], object]


class Chance:
    """Draws rows, in the order they were made."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.visibility = draw.choice(VISIBILITIES)

    def row(self, model: Any) -> str:
        ids = list(model.objects.order_by("created_at", "id").values_list("id", flat=True))
        return str(self.draw.choice(ids)) if ids else "0" * ID_LENGTH


def any_deed(draw: random.Random) -> Deed:
    """One act with rows at random."""
    return draw.choice(DEEDS)(Chance(draw))


def say_what_success_means(chance: Chance) -> Deed:
    row = chance.row(Partnership)
    return lambda user, words: write_success(actor=user, partnership_id=row, success=words())


def start_a_round(chance: Chance) -> Deed:
    row = chance.row(Partnership)
    return lambda user, _: checkins.start_round(actor=user, partnership_id=row)


def name_a_limit(chance: Chance) -> Deed:
    row = chance.row(Round)
    return lambda user, words: checkins.add_limit(
        actor=user, round_id=row, kind="leaving", text=words(), visibility=chance.visibility
    )


def show_a_limit_to_others(chance: Chance) -> Deed:
    row, limit = chance.row(Round), chance.row(Limit)
    return lambda user, _: checkins.show_limit_to(
        actor=user, round_id=row, limit_id=limit, visibility=chance.visibility
    )


def seal(chance: Chance) -> Deed:
    row = chance.row(Round)
    return lambda user, _: checkins.seal_entry(actor=user, round_id=row)


def say_how_far_a_result_fits(chance: Chance) -> Deed:
    finding = chance.row(Finding)
    round_id = Finding.objects.filter(id=finding).values_list("round_id", flat=True).first()
    fit = chance.draw.choice(("fits", "in_part", "differs"))

    def send(user: User, words: Words) -> object:
        mine = Reply.objects.filter(finding_id=finding, member__user=user)
        holds = mine.filter(sent_at__isnull=False, replaced_at=None).first()
        return checkins.send_reply(
            actor=user,
            round_id=round_id or finding,
            finding_id=finding,
            fit=fit,
            words=words(),
            instead_of=holds.id if holds else "",
        )

    return send


def begin_to_say_how_far_a_result_fits(chance: Chance) -> Deed:
    finding = chance.row(Finding)
    round_id = Finding.objects.filter(id=finding).values_list("round_id", flat=True).first()
    return lambda user, words: checkins.keep_reply(
        actor=user, round_id=round_id or finding, finding_id=finding, fit="", words=words()
    )


def take_back_what_was_said(chance: Chance) -> Deed:
    finding = chance.row(Finding)
    round_id = Finding.objects.filter(id=finding).values_list("round_id", flat=True).first()
    return lambda user, _: checkins.take_back_reply(
        actor=user, round_id=round_id or finding, finding_id=finding
    )


def take_a_limit_over(chance: Chance) -> Deed:
    row, limit = chance.row(Tension), chance.row(Limit)
    return lambda user, _: tensions.take_limit(actor=user, tension_id=row, limit_id=limit)


def put_it_away_or_bring_it_back(chance: Chance) -> Deed:
    """Seldom away, or nothing more would happen."""
    row, away = chance.row(Partnership), chance.draw.random() < 0.2
    act = put_away_partnership if away else bring_back_partnership
    return lambda user, _: act(actor=user, partnership_id=row)


def close_their_account(chance: Chance) -> Deed:
    """Hardly ever, or nothing more would happen."""
    meant = chance.draw.random() < 0.1
    return lambda user, _: close_account(actor=user) if meant else None


def open_a_tension(chance: Chance) -> Deed:
    row = chance.row(Partnership)
    return lambda user, words: tensions.open_tension(actor=user, partnership_id=row, title=words())


def write_a_statement(chance: Chance) -> Deed:
    row, kind = chance.row(Tension), chance.draw.choice(("position", "need", "constraint"))
    return lambda user, words: tensions.write_statement(
        actor=user,
        tension_id=row,
        kind=kind,
        text=words(),
        because=words() if kind == "need" else "",
        visibility=chance.visibility,
    )


def change_who_sees_a_statement(chance: Chance) -> Deed:
    row = chance.row(Statement)
    return lambda user, _: tensions.change_visibility(
        actor=user, statement_id=row, visibility=chance.visibility, confirmed=True
    )


def reword_a_statement(chance: Chance) -> Deed:
    row, same = chance.row(Statement), chance.draw.random() < 0.5
    version = Statement.objects.filter(id=row).values_list("version", flat=True).first()
    return lambda user, words: tensions.change_statement(
        actor=user,
        statement_id=row,
        text=words(),
        because=words(),
        version=version or 1,
        same_need=same,
    )


def share_a_side(chance: Chance) -> Deed:
    row = chance.row(Tension)
    return lambda user, _: tensions.share_side(actor=user, tension_id=row)


def weigh_needs(chance: Chance) -> Deed:
    """Their own needs most often, so that it works; else those of another."""
    row = chance.row(Tension)
    needs = Statement.objects.filter(tension_id=row, kind="need").exclude(visibility="private")
    strange = chance.draw.random() < 0.2
    first = chance.draw.randrange(100)

    def weigh(user: User, _: Words) -> object:
        mine = needs if strange else needs.filter(member__user=user, removed_at=None)
        order = list(mine.order_by("created_at", "id").values_list("id", flat=True))
        order = order[first % (len(order) or 1) :] + order[: first % (len(order) or 1)]
        if first % 3 == 0:
            return tensions.rank_needs(actor=user, tension_id=row, order=order)
        beside = {need: max(1, 90 - 20 * place) for place, need in enumerate(order)}
        return tensions.compare_needs(actor=user, tension_id=row, order=order, beside=beside)

    return weigh


def seal_what_counts(chance: Chance) -> Deed:
    """What they have said so far; now and then a version that is no more."""
    row, stale = chance.row(Tension), chance.draw.random() < 0.1

    def seal(user: User, _: Words) -> object:
        mine = WeightsDraft.objects.filter(tension_id=row, member__user=user).first()
        version = (mine.version if mine else 0) + stale
        return tensions.seal_weights(actor=user, tension_id=row, version=version)

    return seal


def forget_what_is_not_sealed(chance: Chance) -> Deed:
    row = chance.row(Tension)
    return lambda user, _: tensions.drop_weights_draft(actor=user, tension_id=row)


def ask(chance: Chance) -> Deed:
    row, about = chance.row(Tension), chance.row(PartnershipMember)
    return lambda user, words: tensions.ask_question(
        actor=user, tension_id=row, addressee_id=about, text=words()
    )


def answer(chance: Chance) -> Deed:
    row = chance.row(Question)
    return lambda user, words: tensions.answer_question(
        actor=user, question_id=row, text=words(), version=1
    )


def say_back(chance: Chance) -> Deed:
    row, about = chance.row(Tension), chance.row(PartnershipMember)
    return lambda user, words: tensions.play_back(
        actor=user, tension_id=row, about_id=about, text=words()
    )


def keep_a_draft(chance: Chance) -> Deed:
    row, place = chance.row(Tension), play_back_place(chance.row(PartnershipMember))
    return lambda user, words: tensions.keep_draft(
        actor=user, tension_id=row, place=place, text=words()
    )


def correct(chance: Chance) -> Deed:
    row = chance.row(PlayBack)
    return lambda user, words: tensions.correct_play_back(
        actor=user, play_back_id=row, correction=words()
    )


def go_on_without_understanding(chance: Chance) -> Deed:
    row = chance.row(Tension)
    return lambda user, words: tensions.skip_gate(actor=user, tension_id=row, reason=words())


def add_an_option(chance: Chance) -> Deed:
    row = chance.row(Tension)
    return lambda user, words: add_option(
        actor=user, tension_id=row, new=NewOption(title=words(), note=words(), effort={})
    )


def hold_plans_to_something(chance: Chance) -> Deed:
    row, option = chance.row(Tension), chance.row(Option)
    return lambda user, words: add_policy(
        actor=user, tension_id=row, new=NewPolicy(title=words(), never=(option,))
    )


def draft(chance: Chance) -> Deed:
    row = chance.row(Partnership)
    return lambda user, words: draft_agreement(actor=user, partnership_id=row, title=words())


def promise_something(chance: Chance) -> Deed:
    row = chance.row(Agreement)
    return lambda user, words: add_commitment(
        actor=user, agreement_id=row, words=CommitmentWords(text=words())
    )


def say_what_may_come(chance: Chance) -> Deed:
    """Of a model that runs, with a note on why they think so."""
    row = chance.row(Partnership)

    def say(user: User, words: Words) -> object:
        about = About(name=words(), question=words())
        text = "[In] > Out @ 3"
        model = begin_model(actor=user, partnership_id=row, about=about, text=text)
        text = f"# {words()}\nIn > Out = integers(1, 5)"
        return save_ranges(actor=user, model_id=model.id, text=text, read=0)

    return say


DEEDS = (
    say_what_may_come,
    say_what_success_means,
    start_a_round,
    name_a_limit,
    show_a_limit_to_others,
    seal,
    say_how_far_a_result_fits,
    begin_to_say_how_far_a_result_fits,
    take_back_what_was_said,
    take_a_limit_over,
    put_it_away_or_bring_it_back,
    close_their_account,
    open_a_tension,
    write_a_statement,
    change_who_sees_a_statement,
    reword_a_statement,
    share_a_side,
    weigh_needs,
    seal_what_counts,
    forget_what_is_not_sealed,
    ask,
    answer,
    say_back,
    keep_a_draft,
    correct,
    go_on_without_understanding,
    add_an_option,
    hold_plans_to_something,
    draft,
    promise_something,
)

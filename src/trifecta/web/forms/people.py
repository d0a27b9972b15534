"""What is asked about organisations, partnerships, roles and oneself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.html import format_html

from trifecta.apps.people.models import Frequency, YesNo
from trifecta.apps.people.partnerships import MAX_SUCCESS
from trifecta.apps.people.services import MAX_NAME
from trifecta.domain.people.mails import MAILS
from trifecta.domain.people.roles import COMPANY_KINDS, ORGANISATION_ROLES, PARTNER_ROLES

FOR_OTHERS: Final = "others"
YES_NO = [("yes", "Yes"), ("no", "No")]


def explained(words: Iterable[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Choices whose second line says what they mean."""
    return [
        (value, format_html("{}<small>{}</small>", title, hint)) for value, title, hint in words
    ]


def partner_roles() -> list[tuple[str, str]]:
    return explained((key, words.title, words.hint) for key, words in PARTNER_ROLES.items())


def organisation_roles() -> list[tuple[str, str]]:
    return explained((key, words.title, words.may) for key, words in ORGANISATION_ROLES.items())


def company_kinds() -> list[tuple[str, str]]:
    return explained(
        (key, words.title, f"{words.hint} {words.changes}") for key, words in COMPANY_KINDS.items()
    )


def mail_choices() -> list[tuple[str, str]]:
    return explained((key, words.title, words.hint) for key, words in MAILS.items())


class PersonNameForm(forms.Form):
    """The name the others see."""

    name = forms.CharField(
        label="Your name",
        max_length=80,
        help_text="As the people you work with say it. Pages use the first word of it.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Write your name."},
    )


class MailsForm(forms.Form):
    """Which mails I get."""

    choice = forms.ChoiceField(
        label="When do you want a mail?",
        choices=mail_choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose one of the three.",
            "invalid_choice": "Choose one of the three.",
        },
    )


class OrganisationForm(forms.Form):
    """A company, and what kind it is."""

    name = forms.CharField(
        label="What is it called?",
        max_length=MAX_NAME,
        help_text="Your company, or the part of it that works with this.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Write the name of your company."},
    )
    kind = forms.ChoiceField(
        label="Which of these is closest?",
        help_text="It decides what is proposed first. You can change it at any time.",
        widget=forms.RadioSelect,
        choices=company_kinds,
        error_messages={"required": "Choose the closest one."},
    )


class ChangeOrganisationForm(OrganisationForm):
    """The same, and how the company is run."""

    business_units = forms.ChoiceField(
        label="Is it run in business units?",
        help_text="Parts with a general manager and a result of their own. "
        "It counts when a third member is considered.",
        widget=forms.RadioSelect,
        choices=YesNo.choices,
        required=False,
    )


class PartnershipForm(forms.Form):
    """A new partnership: the team, what I lead in it, and how things are between us."""

    team = forms.CharField(
        label="Which team do you lead together?",
        max_length=MAX_NAME,
        help_text="A name your company knows it by.",
        error_messages={"required": "Write the name of the team."},
    )
    name = forms.CharField(
        label="What do you call the partnership?",
        max_length=MAX_NAME,
        required=False,
        help_text="Leave it empty to use the name of the team.",
    )
    my_role = forms.ChoiceField(
        label="What do you lead in it?",
        help_text="All of you are peers, whatever you lead.",
        widget=forms.RadioSelect,
        choices=partner_roles,
        error_messages={"required": "Choose what you lead."},
    )
    in_conflict = forms.ChoiceField(
        label="Is there an open conflict between you at the moment?",
        help_text="If there is, understanding each other comes first, whatever else is planned.",
        widget=forms.RadioSelect,
        choices=YES_NO,
        error_messages={"required": "Choose yes or no."},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        for_others: bool = False,
        teams: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.teams = teams
        if teams:
            self.fields["team"].widget.attrs["list"] = "teams"
        if for_others:
            role = self.fields["my_role"]
            role.choices = [  # type: ignore[attr-defined]
                *partner_roles(),
                *explained(
                    [(FOR_OTHERS, "Nothing, I set it up for others", "You invite each of them.")]
                ),
            ]


class SuccessForm(forms.Form):
    """What success means for the team."""

    success = forms.CharField(
        label="What does success mean for this team?",
        help_text="Two or three sentences that each of you would sign: what is different for "
        "customers, for the business and for the team when it goes well.",
        max_length=MAX_SUCCESS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WillingForm(forms.Form):
    """Whether I am willing to answer for the outcome together with the others."""

    willing = forms.ChoiceField(
        label="Are you willing to answer for the outcome together?",
        help_text="Good or bad, for all of it: what is delivered, what it changes, "
        "how the team is, and how you solve what pulls you apart.",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No, or not yet")],
        error_messages={"required": "Choose where you stand."},
    )


class DescribeForm(forms.Form):
    """What changes the advice a partnership gets."""

    name = forms.CharField(
        label="What do you call the partnership?",
        max_length=MAX_NAME,
        error_messages={"required": "Write a name."},
    )
    in_conflict = forms.ChoiceField(
        label="Is there an open conflict between you at the moment?",
        widget=forms.RadioSelect,
        choices=YES_NO,
        error_messages={"required": "Choose yes or no."},
    )
    business_owner = forms.ChoiceField(
        label="Does one person own the business result of this team?",
        help_text="A general manager, a head of sales, somebody with the budget.",
        widget=forms.RadioSelect,
        choices=YesNo.choices,
        required=False,
    )
    business_tension = forms.ChoiceField(
        label="How often does what the business needs pull against product or engineering?",
        widget=forms.RadioSelect,
        choices=Frequency.choices,
        required=False,
    )


class InviteForm(forms.Form):
    """Whom a link into a partnership is for."""

    role = forms.ChoiceField(
        label="What does the person lead?",
        widget=forms.RadioSelect,
        choices=partner_roles,
        error_messages={"required": "Choose what the person leads."},
    )


class InviteToOrganisationForm(forms.Form):
    """Whom a link into the organisation is for."""

    role = forms.ChoiceField(
        label="What may this person do for the organisation?",
        help_text="No role opens what members of a partnership write.",
        widget=forms.RadioSelect,
        required=False,
        choices=lambda: [
            *explained([("", "Nothing in particular", "They can be in partnerships.")]),
            *organisation_roles(),
        ],
    )


class GrantRoleForm(forms.Form):
    """A role for somebody who is here already."""

    member = forms.ChoiceField(label="Who?", error_messages={"required": "Choose a person."})
    role = forms.ChoiceField(
        label="Which role?",
        widget=forms.RadioSelect,
        choices=organisation_roles,
        error_messages={"required": "Choose a role."},
    )

    def __init__(self, data: Any = None, *, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["member"].choices = list(people.items())  # type: ignore[attr-defined]

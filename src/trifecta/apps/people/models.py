"""Tables of people: accounts, organisations and their roles, teams, partnerships, invitations."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from trifecta.apps.records.fields import IdField, SealedJSONField, SealedTextField
from trifecta.apps.records.models import Row


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an e-mail address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person's account; the e-mail address signs in."""

    id = IdField()
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField("your name", max_length=80)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower_case"),
        ]

    def __str__(self) -> str:
        return self.first_name

    @property
    def first_name(self) -> str:
        return first_name_of(name=self.name, email=self.email)


def first_name_of(*, name: str, email: str) -> str:
    """What a person is called on every page."""
    return name.split(maxsplit=1)[0] if name.strip() else email.split("@", maxsplit=1)[0]


class SignIn(Row):
    """Where somebody is signed in: a session, since when, and the browser in plain words.

    It goes with its session. No address of a network is kept, nor what the browser sent.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session = models.OneToOneField("sessions.Session", on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=60)


class YesNo(models.TextChoices):
    """An answer that may be missing."""

    UNKNOWN = "", "We have not said"
    YES = "yes", "Yes"
    NO = "no", "No"


class CompanyKind(models.TextChoices):
    """What kind of company this is; it changes what is proposed first."""

    GENERAL = "general", "None of these in particular"
    STARTUP = "startup", "A small start-up"
    ENTERPRISE = "enterprise", "A large company"
    PRODUCT_LED = "product_led", "Led by product or design"
    TECHNICAL_FIRST = "technical_first", "Led by technology"


class Organisation(Row):
    """A company, or the part of it that uses Trifecta together."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=CompanyKind.choices, default=CompanyKind.GENERAL)
    business_units = models.CharField(
        max_length=3, choices=YesNo.choices, blank=True, default=YesNo.UNKNOWN
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=CompanyKind.values), name="organisation_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OwnedRow(Row):
    """A row of one organisation, whose key seals its sealed columns."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class OrganisationMember(Row):
    """A person's belonging to an organisation; kept after they leave."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="belongings")
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(left_at=None),
                name="organisation_member_once",
            ),
        ]


class RoleKind(models.TextChoices):
    """What a person may do for the whole organisation."""

    OWNER = "owner", "Looks after this organisation"
    EXECUTIVE_ENGINEERING = "executive_engineering", "Engineering executive"
    EXECUTIVE_PRODUCT = "executive_product", "Product executive"
    EXECUTIVE_BUSINESS = "executive_business", "Business executive"
    PEOPLE_OPERATIONS = "people_operations", "People operations"


class OrganisationRole(Row):
    """A role somebody holds or held; `aligned_at`: when an executive agreed to be accountable."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="roles")
    member = models.ForeignKey(OrganisationMember, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=30, choices=RoleKind.choices)
    aligned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "role"],
                condition=Q(ended_at=None),
                name="organisation_role_once",
            ),
            models.CheckConstraint(
                condition=Q(role__in=RoleKind.values), name="organisation_role_known"
            ),
        ]


class Team(Row):
    """A team that one or more partnerships lead."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("organisation", Lower("name"), name="team_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Frequency(models.TextChoices):
    """How often something happens, as far as people can tell."""

    UNKNOWN = "", "We have not said"
    OFTEN = "often", "Often"
    SOMETIMES = "sometimes", "Sometimes"
    RARELY = "rarely", "Rarely"


class Partnership(Row):
    """Two to four peers who lead one team together; `ended_at` while it is put away."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="partnerships"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="partnerships")
    name = models.CharField(max_length=120)
    success = SealedTextField(null=True)
    in_conflict = models.BooleanField(default=False)
    business_owner = models.CharField(
        max_length=3, choices=YesNo.choices, blank=True, default=YesNo.UNKNOWN
    )
    business_tension = models.CharField(
        max_length=10, choices=Frequency.choices, blank=True, default=Frequency.UNKNOWN
    )
    all_willing = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class PartnerRole(models.TextChoices):
    """What a member of a partnership leads."""

    EM = "em", "Engineering"
    PM = "pm", "Product"
    BUSINESS = "business", "Business"
    DESIGN = "design", "Design"
    STAFF = "staff", "Staff engineer"


MARKS: Final = ("a", "b", "c", "d")


class PartnershipMember(Row):
    """One peer in a partnership; `position` (order of joining) and `mark` never change."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="partnerships")
    role = models.CharField(max_length=10, choices=PartnerRole.choices)
    position = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=1, choices=[(mark, mark) for mark in MARKS])
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    willing = SealedJSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "user"],
                condition=Q(left_at=None),
                name="partnership_member_once",
            ),
            models.UniqueConstraint(
                fields=["partnership", "position"], name="partnership_position_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=PartnerRole.values), name="partnership_role_known"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")),
                name="partnership_member_leaves_after_joining",
            ),
            models.UniqueConstraint(
                fields=["partnership", "mark"],
                condition=Q(left_at=None),
                name="partnership_mark_once",
            ),
        ]


class PutAway(Row):
    """A time in which a partnership rests: from when it is made until it is brought back."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="rests")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    brought_back_at = models.DateTimeField(null=True, blank=True)
    brought_back_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(brought_back_at=None),
                name="put_away_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(brought_back_at=None, brought_back_by=None)
                | Q(brought_back_at__isnull=False, brought_back_by__isnull=False),
                name="put_away_brought_back_by_somebody",
            ),
        ]


class Invitation(Row):
    """A link that lets one person join, once; only a digest of its token is kept."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="invitations", null=True, blank=True
    )
    role = models.CharField(max_length=30, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None),
                name="invitation_used_or_revoked",
            ),
        ]

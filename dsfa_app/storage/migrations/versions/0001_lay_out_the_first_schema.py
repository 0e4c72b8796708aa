"""Lay out the first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("profile_id", sa.Text(), nullable=False),
        sa.Column("occasion_kind", sa.Text(), nullable=False),
        sa.Column("occasion_reason", sa.Text(), nullable=False),
        sa.Column("occasion_scope_type", sa.Text(), nullable=False),
        sa.Column("occasion_similarity_reason", sa.Text(), nullable=False),
        sa.Column("occasion_scope", sa.Text(), nullable=False),
        sa.Column("occasion_out_of_scope", sa.Text(), nullable=False),
        sa.Column("occasion_processing_start_planned", sa.Date(), nullable=True),
        sa.Column("occasion_processing_start_actual", sa.Date(), nullable=True),
        sa.Column("occasion_publication", sa.Text(), nullable=False),
        sa.Column("occasion_publication_note", sa.Text(), nullable=False),
        sa.Column("controller_name", sa.Text(), nullable=False),
        sa.Column("controller_address", sa.Text(), nullable=False),
        sa.Column("controller_represented_by", sa.Text(), nullable=False),
        sa.Column("controller_contact", sa.Text(), nullable=False),
        sa.Column("controller_dpo_contact", sa.Text(), nullable=False),
        sa.Column("controller_coordination", sa.Text(), nullable=False),
        sa.Column("threshold_conclusion", sa.Text(), nullable=False),
        sa.Column("threshold_not_required_reason", sa.Text(), nullable=False),
        sa.Column("threshold_dpo_note", sa.Text(), nullable=False),
        sa.Column("processing_nature", sa.Text(), nullable=False),
        sa.Column("processing_extent", sa.Text(), nullable=False),
        sa.Column("processing_circumstances", sa.Text(), nullable=False),
        sa.Column("processing_technology", sa.Text(), nullable=False),
        sa.Column("processing_life_cycle", sa.Text(), nullable=False),
        sa.Column("processing_cookies", sa.Text(), nullable=False),
        sa.Column("processing_disclosure", sa.Text(), nullable=False),
        sa.Column("processing_security", sa.Text(), nullable=False),
        sa.Column("processing_content_rules", sa.Text(), nullable=False),
        sa.Column("processing_codes_of_conduct", sa.Text(), nullable=False),
        sa.Column("processing_incident_process", sa.Text(), nullable=False),
        sa.Column("necessity_principle", sa.Text(), nullable=False),
        sa.Column("necessity_proportionality", sa.Text(), nullable=False),
        sa.Column("necessity_minimisation", sa.Text(), nullable=False),
        sa.Column("necessity_data_quality", sa.Text(), nullable=False),
        sa.Column("necessity_regular_check", sa.Text(), nullable=False),
        sa.Column("transparency_notices", sa.Text(), nullable=False),
        sa.Column("transparency_profile_links", sa.Text(), nullable=False),
        sa.Column("transparency_browser_settings", sa.Text(), nullable=False),
        sa.Column("transparency_rights_contact", sa.Text(), nullable=False),
        sa.Column("transparency_platform_requests", sa.Text(), nullable=False),
        sa.Column("dpo_advice_requested_on", sa.Date(), nullable=True),
        sa.Column("dpo_advice_statement", sa.Text(), nullable=False),
        sa.Column("dpo_advice_vote", sa.Text(), nullable=False),
        sa.Column("dpo_advice_statement_on", sa.Date(), nullable=True),
        sa.Column("dpo_advice_given_by", sa.Text(), nullable=False),
        sa.Column("dpo_advice_deviation_reason", sa.Text(), nullable=False),
        sa.Column("views_sought", sa.Text(), nullable=False),
        sa.Column("views_method", sa.Text(), nullable=False),
        sa.Column("views_result", sa.Text(), nullable=False),
        sa.Column("views_reason_not_sought", sa.Text(), nullable=False),
        sa.Column("decision_outcome", sa.Text(), nullable=False),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("decision_balancing", sa.Text(), nullable=False),
        sa.Column("decision_decided_by", sa.Text(), nullable=False),
        sa.Column("decision_decided_on", sa.Date(), nullable=True),
        sa.Column("decision_place", sa.Text(), nullable=False),
        sa.Column("consultation_requested_on", sa.Date(), nullable=True),
        sa.Column("consultation_ground", sa.Text(), nullable=False),
        sa.Column("consultation_authority_reply", sa.Text(), nullable=False),
        sa.Column("consultation_replied_on", sa.Date(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("review_triggers", sa.JSON(), nullable=False),
        sa.Column("review_other_triggers", sa.Text(), nullable=False),
        sa.Column("review_procedure", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
    )
    op.create_table(
        "alternatives",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("sufficiency", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_alternatives_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_alternatives")),
    )
    op.create_table(
        "channels",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("retirement_reason", sa.Text(), nullable=False),
        sa.Column("former_name", sa.Text(), nullable=False),
        sa.Column("privacy_notice_url", sa.Text(), nullable=False),
        sa.Column("imprint_url", sa.Text(), nullable=False),
        sa.Column("notice_checked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_channels_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_channels")),
    )
    op.create_table(
        "conditions",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_conditions_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_conditions")),
    )
    op.create_table(
        "data_categories",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("special", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_data_categories_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_data_categories")),
    )
    op.create_table(
        "data_subjects",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("vulnerable", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_data_subjects_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_data_subjects")),
    )
    op.create_table(
        "departments",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tasks", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_departments_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_departments")),
    )
    op.create_table(
        "documents",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_documents_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_documents")),
    )
    op.create_table(
        "expected_signers",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_expected_signers_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_expected_signers")),
    )
    op.create_table(
        "joint_arrangements",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("version_on", sa.Date(), nullable=True),
        sa.Column("essence_published", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_joint_arrangements_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_joint_arrangements")),
    )
    op.create_table(
        "legal_bases",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("norm", sa.Text(), nullable=False),
        sa.Column("applies_to", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_legal_bases_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_legal_bases")),
    )
    op.create_table(
        "measures",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("catalogue_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("risk_ids", sa.JSON(), nullable=False),
        sa.Column("platform_ids", sa.JSON(), nullable=False),
        sa.Column("severity_effect", sa.Integer(), nullable=False),
        sa.Column("likelihood_effect", sa.Integer(), nullable=False),
        sa.Column("documentary", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("rejection_reason", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_measures_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_measures")),
    )
    op.create_table(
        "participants",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("function", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("involvement", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_participants_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_participants")),
    )
    op.create_table(
        "platforms",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("named_in_concept", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("target_group", sa.Text(), nullable=False),
        sa.Column("necessity_reason", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.Column("abstention", sa.Text(), nullable=False),
        sa.Column("functions_used", sa.JSON(), nullable=False),
        sa.Column("functions_unknown", sa.Text(), nullable=False),
        sa.Column("minimisation", sa.Text(), nullable=False),
        sa.Column("special_categories", sa.Text(), nullable=False),
        sa.Column("minors_addressed", sa.Text(), nullable=False),
        sa.Column("minors_reason", sa.Text(), nullable=False),
        sa.Column("statistics", sa.Text(), nullable=False),
        sa.Column("statistics_note", sa.Text(), nullable=False),
        sa.Column("retention", sa.Text(), nullable=False),
        sa.Column("legal_position", sa.Text(), nullable=False),
        sa.Column("legal_position_on", sa.Date(), nullable=True),
        sa.Column("balancing", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_platforms_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_platforms")),
    )
    op.create_table(
        "processors",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("contract", sa.Text(), nullable=False),
        sa.Column("contract_on", sa.Date(), nullable=True),
        sa.Column("sub_processors", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_processors_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_processors")),
    )
    op.create_table(
        "purposes",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("platform_ids", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_purposes_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_purposes")),
    )
    op.create_table(
        "ratings",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform_id", sa.Text(), nullable=False),
        sa.Column("risk_id", sa.Text(), nullable=False),
        sa.Column("applicable", sa.Text(), nullable=False),
        sa.Column("baseline_severity", sa.Integer(), nullable=True),
        sa.Column("baseline_likelihood", sa.Integer(), nullable=True),
        sa.Column("baseline_reason", sa.Text(), nullable=False),
        sa.Column("gross_severity", sa.Integer(), nullable=True),
        sa.Column("gross_likelihood", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("planned_override_severity", sa.Integer(), nullable=True),
        sa.Column("planned_override_likelihood", sa.Integer(), nullable=True),
        sa.Column("proven_override_severity", sa.Integer(), nullable=True),
        sa.Column("proven_override_likelihood", sa.Integer(), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=False),
        sa.Column("acceptance_reason", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_ratings_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_ratings")),
    )
    op.create_table(
        "recipients",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_recipients_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_recipients")),
    )
    op.create_table(
        "retention_periods",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("deletion", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_retention_periods_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_retention_periods")),
    )
    op.create_table(
        "rights_procedures",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("procedure", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_rights_procedures_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_rights_procedures")),
    )
    op.create_table(
        "roles",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform_id", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_roles_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_roles")),
    )
    op.create_table(
        "summaries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("controller", sa.Text(), nullable=False),
        sa.Column("platforms", sa.Text(), nullable=False),
        sa.Column("baseline_level", sa.Integer(), nullable=True),
        sa.Column("planned_level", sa.Integer(), nullable=True),
        sa.Column("proven_level", sa.Integer(), nullable=True),
        sa.Column("open_risks", sa.Integer(), nullable=False),
        sa.Column("open_measures", sa.Integer(), nullable=False),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("profile_id", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["assessments.id"], name=op.f("fk_summaries_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_summaries")),
    )
    op.create_table(
        "systems",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("catalogue_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("open_questions", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_systems_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_systems")),
    )
    op.create_table(
        "threshold_answers",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at_operator", sa.Text(), nullable=False),
        sa.Column("at_controller", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessments.id"],
            name=op.f("fk_threshold_answers_assessments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_threshold_answers")),
    )
    op.create_table(
        "transfers",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform_id", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("mechanism", sa.Text(), nullable=False),
        sa.Column("impact_assessment", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_transfers_assessments"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_transfers")),
    )
    op.create_table(
        "evidence",
        sa.Column("assessment_id", sa.Text(), nullable=False),
        sa.Column("measures_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id", "measures_id"],
            ["measures.assessment_id", "measures.id"],
            name=op.f("fk_evidence_measures"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("assessment_id", "measures_id", "id", name=op.f("pk_evidence")),
    )

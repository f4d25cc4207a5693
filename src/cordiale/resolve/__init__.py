"""Who is who and what is what: mentions to entities, figures to the topic they are about."""

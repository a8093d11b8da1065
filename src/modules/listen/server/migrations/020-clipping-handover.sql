-- When a mail was about to be handed to the mail server: of one whose sender died after that, nobody knows whether it went.
alter table listen.clipping_mail add column handed_at timestamptz;

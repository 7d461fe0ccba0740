create table exchange(
  n integer primary key,
  id text not null unique,
  time integer not null,
  phase text not null,
  origin text not null,
  pinned integer not null,
  guarded integer not null,
  streaming integer not null,
  lost integer not null,
  status integer,
  attempts integer,
  tokens integer,
  prompt integer,
  completion integer,
  messages integer,
  bytes integer,
  tps real,
  ctx real,
  ttft integer,
  duration integer,
  held integer,
  queued integer,
  toolset integer,
  k_tool text not null,
  k_model text not null,
  k_client text not null,
  k_session text not null,
  k_path text not null,
  k_method text not null,
  k_protocol text not null,
  k_rule text not null,
  k_error text not null,
  k_finish text not null,
  k_id text not null,
  k_replay text not null,
  k_verdict text not null
);
create index exchange_time on exchange(time, n);
create index exchange_live on exchange(n) where phase not in ('DONE', 'FAILED', 'CANCELLED', 'INTERRUPTED');
create index exchange_session on exchange(k_session) where k_session <> '';
create table detail(n integer primary key, summary text not null, rest blob not null);
create table toolset(n integer primary key, names text not null unique, k_offered text not null);
create table chunk(n integer primary key, hash blob not null unique, size integer not null, packed blob not null);
create table body(n integer primary key, exchange integer not null, type text not null, size integer not null, chunks blob not null);
create index body_exchange on body(exchange);
create table events(exchange integer not null, lane integer not null, seq integer not null, packed blob not null, primary key(exchange, lane, seq)) without rowid;
create virtual table words using fts5(text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");
create table saved_search(name text primary key, filter text not null, position integer not null);

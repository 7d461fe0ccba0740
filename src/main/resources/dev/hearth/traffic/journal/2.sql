-- Scripts without spaces between words are indexed a character at a time; what was indexed before waits here for its turn.
create table unindexed(n integer primary key);
create virtual table words_terms using fts5vocab('words', 'row');
insert or ignore into unindexed(n) select w.rowid from words_terms t cross join words w on w.words match '"' || t.term || '"' where t.term glob '*[' || char(3584) || '-' || char(1114111) || ']*';
drop table words_terms;

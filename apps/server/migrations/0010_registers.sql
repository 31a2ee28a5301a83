-- Lists of entries can be ordered by institution, by county and by the amount or number of the register. Where the whole province is listed, the
-- indexes of 0005 already stand in the first two orders; a city needs its own, because its entries lie scattered in them.
create index register_entry_city_institutions on register_entry (province, register, city, institution, sort_on, entry_no);
create index register_entry_city_counties on register_entry (province, register, city, county, sort_on, entry_no);

-- The figure that the register is ordered by, as its declaration names it; an entry without one stands below all others. Null: the register has none.
alter table register_entry add column sort_amount numeric;
create index register_entry_amounts on register_entry (province, register, sort_amount, entry_no) where sort_amount is not null;
create index register_entry_city_amounts on register_entry (province, register, city, sort_amount, entry_no) where sort_amount is not null;

-- What is already kept gets its figure; that is no new version of an entry, so the triggers that keep the books stay out of it.
alter table register_entry no force row level security;
alter table register_entry disable trigger user;
update register_entry set sort_amount = coalesce((data ->> field)::numeric, '-Infinity')
from (values ('national-ranking', 'rank'), ('key-specialty', 'nationalSubsidy'), ('visiting-scholar', 'tuition')) as figure (of_register, field)
where register = of_register;
alter table register_entry enable trigger user;
alter table register_entry force row level security;

-- What a project is called stands in the rows that allotted its money; an account page asks by line and project.
create index allotment_row_by_project on allotment_row (province, line, project, notice_id desc) where project is not null and is_issued;

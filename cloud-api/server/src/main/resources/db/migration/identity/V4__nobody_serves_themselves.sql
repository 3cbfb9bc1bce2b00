-- Everybody sees what concerns their own account; that alone lets nobody write it. What is written must lie within the
-- units of the writer's scope.
CREATE POLICY made_in_scope ON identity.account AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT platform.sees_all()) OR unit_id IN (SELECT platform.visible_units()));
CREATE POLICY changed_in_scope ON identity.account AS RESTRICTIVE FOR UPDATE
    USING ((SELECT platform.sees_all()) OR unit_id IN (SELECT platform.visible_units()));
CREATE POLICY made_in_scope ON identity.assignment AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT platform.sees_all()) OR unit_id IN (SELECT platform.visible_units()));
CREATE POLICY changed_in_scope ON identity.assignment AS RESTRICTIVE FOR UPDATE
    USING ((SELECT platform.sees_all()) OR unit_id IN (SELECT platform.visible_units()));
CREATE POLICY made_in_scope ON identity.breakglass AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT platform.sees_all()) OR unit_id IN (SELECT platform.visible_units()));
CREATE POLICY made_in_scope ON identity.api_token AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT platform.sees_all()) OR unit_id IN (SELECT platform.visible_units()));

-- As people sort names: Élodie after Didier, Salle 2 before Salle 10. A PostgreSQL without ICU goes on as before.
DO $$ BEGIN
  CREATE COLLATION IF NOT EXISTS by_name (provider = icu, locale = 'und-u-kn-true');
EXCEPTION WHEN feature_not_supported THEN
  CREATE COLLATION IF NOT EXISTS by_name FROM "C";
END $$;

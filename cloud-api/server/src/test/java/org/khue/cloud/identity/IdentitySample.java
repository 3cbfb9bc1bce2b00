package org.khue.cloud.identity;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;

/// How this module's routes are called.
public final class IdentitySample implements Sample {
  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    UUID teacher = Members.member(cloud, "sample.teacher", Role.TEACHER, school);
    Members.account(cloud, "sample.next", school);
    UUID lost = UUID.randomUUID();
    Object assignment =
        cloud
            .rows("SELECT id FROM identity.assignment WHERE account_id = '" + teacher + "'")
            .getFirst()
            .getFirst();
    cloud.execute(
        "INSERT INTO identity.breakglass (account_id, name, role, unit_id, reason, started_at,"
            + " until) VALUES ('"
            + teacher
            + "', 'Tên khẩn cấp', 'librarian', '"
            + school
            + "', 'Thủ thư ốm, cần mở thư viện', now() - interval '2 hours',"
            + " now() - interval '1 hour')");
    Map<String, Call> calls = new TreeMap<>();
    calls.put("GET /login", Call.plain("/login"));
    calls.put("POST /login", Call.plain("/login").form("login=nobody&password=wrong"));
    calls.put("POST /logout", Call.plain("/logout"));
    calls.put("POST /login/passkey/options", Call.plain("/login/passkey/options").json("{}"));
    calls.put("POST /login/passkey", Call.thing("/login/passkey").json("{}"));
    calls.put("POST /login/passkey/confirm", Call.thing("/login/passkey/confirm").json("{}"));
    calls.put("GET /login/sso", Call.thing("/login/sso"));
    calls.put("GET /login/sso/back", Call.thing("/login/sso/back"));
    calls.put("GET /login/forgotten", Call.plain("/login/forgotten"));
    calls.put("POST /login/forgotten", Call.plain("/login/forgotten").form("login=nobody"));
    calls.put("GET /login/reset", Call.plain("/login/reset"));
    calls.put("POST /login/reset", Call.plain("/login/reset").form("code=x&password=a&again=b"));
    calls.put("GET /profile/mail", Call.plain("/profile/mail"));
    calls.put("POST /profile/mail", Call.plain("/profile/mail").form("address=x"));
    calls.put("POST /profile/mail/confirm", Call.plain("/profile/mail/confirm").form("code=x"));
    calls.put("POST /profile/mail/remove", Call.plain("/profile/mail/remove"));
    calls.put("GET /profile/sign-ins", Call.plain("/profile/sign-ins"));
    calls.put("GET /login/password", Call.plain("/login/password"));
    calls.put("POST /login/password", Call.plain("/login/password").form("password=a&again=b"));
    calls.put("GET /login/second", Call.plain("/login/second"));
    calls.put("POST /login/second", Call.plain("/login/second").form("code=000000"));
    calls.put("GET /login/confirm", Call.plain("/login/confirm"));
    calls.put("POST /login/confirm", Call.plain("/login/confirm").form("proof=x"));
    calls.put("GET /profile", Call.plain("/profile"));
    calls.put("POST /profile/language", Call.plain("/profile/language").form("language=vi"));
    calls.put("POST /profile/sessions/{id}/end", Call.plain("/profile/sessions/" + lost + "/end"));
    calls.put("POST /profile/sessions/end-others", Call.plain("/profile/sessions/end-others"));
    calls.put("GET /profile/second", Call.plain("/profile/second"));
    calls.put("POST /profile/second", Call.plain("/profile/second").form("code=000000"));
    calls.put("POST /profile/second/recovery", Call.plain("/profile/second/recovery"));
    calls.put("POST /profile/second/remove", Call.plain("/profile/second/remove"));
    calls.put("POST /profile/passkeys/options", Call.plain("/profile/passkeys/options").json("{}"));
    calls.put("POST /profile/passkeys", Call.plain("/profile/passkeys").json("{}"));
    calls.put(
        "POST /profile/passkeys/{id}/remove", Call.plain("/profile/passkeys/" + lost + "/remove"));
    calls.put("GET /profile/tokens", Call.plain("/profile/tokens"));
    calls.put(
        "POST /profile/tokens", Call.thing("/profile/tokens").form("name=&days=0&unit=" + school));
    calls.put(
        "POST /profile/tokens/{id}/revoke", Call.plain("/profile/tokens/" + lost + "/revoke"));
    calls.put("GET /roles", Call.plain("/roles"));
    calls.put("GET /breakglass", Call.list("/breakglass", "Tên khẩn cấp"));
    calls.put(
        "POST /breakglass",
        Call.thing("/breakglass").form("role=librarian&minutes=5&reason=x&unit=" + school));
    calls.put("POST /breakglass/end", Call.plain("/breakglass/end"));
    accounts(calls, school, teacher, assignment);
    return calls;
  }

  private static void accounts(
      Map<String, Call> calls, UUID school, UUID teacher, Object assignment) {
    String account = "/accounts/" + teacher;
    calls.put("GET /accounts", Call.list("/accounts?size=200", "sample.teacher"));
    calls.put("POST /accounts", Call.thing("/accounts").form("login=!&name=&unit=" + school));
    calls.put("GET /accounts/{id}", Call.thing(account));
    calls.put(
        "POST /accounts/{id}/state", above(Call.thing(account + "/state").form("state=active")));
    calls.put("POST /accounts/{id}/code", above(Call.thing(account + "/code")));
    calls.put("POST /accounts/{id}/factors/remove", above(Call.thing(account + "/factors/remove")));
    calls.put("POST /accounts/{id}/sessions/end", above(Call.thing(account + "/sessions/end")));
    calls.put("POST /accounts/{id}/sso", above(Call.thing(account + "/sso").form("ssoName=")));
    calls.put(
        "POST /accounts/{id}/assignments",
        above(Call.thing(account + "/assignments").form("role=teacher&decision=&unit=" + school)));
    calls.put(
        "POST /assignments/{id}/end",
        above(Call.thing("/assignments/" + assignment + "/end").form("decision=")));
    calls.put(
        "POST /accounts/{id}/handover",
        above(Call.thing(account + "/handover").form("to=sample.next&decision=")));
    calls.put("GET /api/v1/accounts", Call.list("/api/v1/accounts?limit=500", "sample.teacher"));
    calls.put("GET /api/v1/accounts/{id}", Call.thing("/api/v1" + account));
    calls.put(
        "GET /api/v1/accounts/{id}/assignments", Call.thing("/api/v1" + account + "/assignments"));
  }

  /// Oversight gives no teacher's role, so it does not reach into a teacher's account either.
  private static Call above(Call call) {
    return call.notFor(Role.CITY_OVERSIGHT, Role.WARD_OVERSIGHT);
  }
}

package org.khue.cloud.equipment.register;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.Own;
import org.khue.cloud.matrix.Call;
import org.khue.cloud.matrix.Sample;
import org.khue.cloud.platform.security.Acting;

/// How the routes of the register are called. The school has one item of a type of its own.
public final class RegisterSample implements Sample {
  private static final String MARKER = "Kính hiển vi MX";

  @Override
  public Map<String, Call> calls(TestCloud cloud, UUID school) {
    return Acting.system("sample").call(() -> made(cloud, school));
  }

  private static Map<String, Call> made(TestCloud cloud, UUID school) {
    ItemType type = Own.type(cloud, school, "MX-TYPE");
    Item item = Own.item(cloud, school, type.id(), null, MARKER);
    byte[] paper = "giấy tờ".getBytes(StandardCharsets.UTF_8);
    UUID file =
        cloud.bean(Documents.class).add(item.id(), "mx.txt", new ByteArrayInputStream(paper));
    String one = "/equipment/items/" + item.id();
    String route = "/equipment/items/{id}";
    String add = "/equipment/schools/" + school + "/new";
    Map<String, Call> calls = new TreeMap<>();
    calls.put("GET /equipment", Call.list("/equipment", MARKER));
    calls.put("GET /equipment/labels", Call.list("/equipment/labels", MARKER));
    calls.put("GET /equipment/find", Call.thing("/equipment/find?code=" + item.code()));
    calls.put("GET /equipment/new", Call.plain("/equipment/new"));
    calls.put("GET /equipment/schools/{school}/new", Call.thing(add));
    calls.put("POST /equipment/schools/{school}/new", Call.thing(add).form("type="));
    calls.put("GET " + route, Call.thing(one));
    calls.put("GET " + route + "/edit", Call.thing(one + "/edit"));
    calls.put("POST " + route + "/edit", Call.thing(one + "/edit").form("type="));
    calls.put("POST " + route + "/state", Call.thing(one + "/state").form("state="));
    calls.put(
        "POST " + route + "/documents",
        Call.thing(one + "/documents")
            .parts(
                "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
                    + "Content-Type: text/plain\r\n\r\nabc\r\n--edge--\r\n"));
    calls.put("GET " + route + "/documents/{file}", Call.thing(one + "/documents/" + file));
    calls.put(
        "POST " + route + "/documents/{file}/remove",
        Call.thing(one + "/documents/" + file + "/remove"));
    calls.put("GET /equipment/types", Call.list("/equipment/types", "MX-TYPE"));
    calls.put("GET /equipment/types/new", Call.plain("/equipment/types/new"));
    calls.put("POST /equipment/types/new", Call.plain("/equipment/types/new").form("code="));
    String typePath = "/equipment/types/" + type.id();
    calls.put("GET /equipment/types/{id}", Call.thing(typePath));
    calls.put("POST /equipment/types/{id}", Call.thing(typePath).form("code="));
    calls.put("GET /api/v1/equipment/types", Call.list("/api/v1/equipment/types", "MX-TYPE"));
    calls.put("GET /api/v1/equipment/items", Call.list("/api/v1/equipment/items", MARKER));
    calls.put("GET /api/v1/equipment/items/{id}", Call.thing("/api/v1" + one));
    String body =
        ("{\"type\": \"%s\", \"quantity\": 0, \"number\": \"\", \"name\": \"\", \"serial\": \"\","
                + " \"note\": \"\"}")
            .formatted(type.id());
    calls.put(
        "POST /api/v1/units/{unit}/equipment/items",
        Call.thing("/api/v1/units/" + school + "/equipment/items").json(body));
    calls.put("PUT /api/v1/equipment/items/{id}", Call.thing("/api/v1" + one).json(body).stale());
    calls.put(
        "PUT /api/v1/equipment/items/{id}/state",
        Call.thing("/api/v1" + one + "/state")
            .json("{\"state\": \"lost\", \"reason\": \"x\"}")
            .stale());
    return calls;
  }
}

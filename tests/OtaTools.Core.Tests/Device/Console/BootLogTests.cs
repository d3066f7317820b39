using System.Text;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Console;
using static OtaTools.Core.Device.Console.BoardEvent;

namespace OtaTools.Core.Tests.Device.Console;

public class BootLogTests
{
    public static TheoryData<string, BoardEvent> Lines => new()
    {
        { "[BOOT] running= ota_0 fw= v1.26.0 on 2025-08-09 mac= 24:0a:c4:00:00:01", new Booted("ota_0", "v1.26.0 on 2025-08-09", "24:0a:c4:00:00:01") },
        { "[BOOT] running= factory fw= v1.27.0-preview.123.gabcdef on 2025-10-01 (GNU 14.2.0 MinSizeRel) mac= 24:0a:c4:00:00:01 ", new Booted("factory", "v1.27.0-preview.123.gabcdef on 2025-10-01 (GNU 14.2.0 MinSizeRel)", "24:0a:c4:00:00:01") },
        { "[BOOT] starting OTA in 3", new Started() },
        { "[OTA] start", new Started() },
        { "[OTA] GET http://192.168.1.20:8000/x%20y.app-bin", new Requested("http://192.168.1.20:8000/x%20y.app-bin") },
        { "[OTA] dl 65536", new Downloaded(65536) },
        { "[OTA] finalize: True bytes= 1447440", new Finalized(1447440) },
        { "reset machine", new Resetting() },
        { "[OTA] valid v1.26.0 on 2025-08-09 in ota_1", new Proved("v1.26.0 on 2025-08-09", "ota_1") },
        { "[OTA] already running this image: nothing to do", new UpToDate() },
        { "[OTA] already running this image: nothing newer (304)", new UpToDate() },
        { "[OTA] not this board's turn yet: nothing newer (304)", new NotItsTurn("not this board's turn yet: nothing newer (304)") },
        { "[OTA] left alone: this image failed 3 times; offer another one", new LeftAlone("left alone: this image failed 3 times; offer another one") },
        { "[OTA] this image could not prove itself: going back to the one before", new GoingBack("") },
        { "[OTA] this image could not prove itself: ota_health.check() says no: going back to the one before", new GoingBack("ota_health.check() says no") },
        { "[OTA] not proved yet: Wi-Fi 'home': wrong password", new Unproved("Wi-Fi 'home': wrong password") },
        { "[OTA] left alone: this image failed 3 times (no answer); offer another one, or call ota.clear()", new LeftAlone("left alone: this image failed 3 times (no answer); offer another one, or call ota.clear()") },
        { "[OTA] rolled back: the last image did not prove itself (1 of 3)", new RolledBack("the last image did not prove itself") },
        { "[OTA] rolled back: Wi-Fi 'home': no answer (status 1001) (2 of 3)", new RolledBack("Wi-Fi 'home': no answer (status 1001)") },
        { "[OTA] rolled back: ota_health.check() said no", new RolledBack("ota_health.check() said no") },
        { "[OTA] not configured: set Wi-Fi and FW_URL with OtaTools", new Failed("not configured: set Wi-Fi and FW_URL with OtaTools") },
        { "[BOOT][ERR] Wi-Fi 'home': wrong password", new Failed("Wi-Fi 'home': wrong password") },
        { "[BOOT] interrupted", new Interrupted() },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_line_of_the_device_scripts_is_understood(string line, BoardEvent what) => BootLog.Read(line).ShouldBe(what);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[OTA] starting")]
    [InlineData("[OTA] rolled back:")]
    [InlineData("[BOOT] running= ota_0 fw= v1.26.0 on 2025-08-09 mac= 24:0a:c4")]
    [InlineData("[BOOT] running= ota_0")]
    [InlineData(" [BOOT] running= ota_0 fw= v1.26.0 mac= 24:0a:c4:00:00:01")]
    [InlineData("[OTA] dl many")]
    [InlineData("[OTA] dl -5")]
    [InlineData("[OTA] dl ")]
    [InlineData("[OTA] dl 99999999999999999999999")]
    [InlineData("[OTA] finalize: False bytes= 5")]
    [InlineData("[OTA] valid")]
    [InlineData("print('[OTA] valid v1 in ota_1')")]
    [InlineData("reset machine now")]
    [InlineData("[BOOT] interrupted by me")]
    [InlineData("[ota] GET x")]
    public void A_line_that_only_looks_like_one_is_none(string line) => BootLog.Read(line).ShouldBeNull();

    [Theory]
    [InlineData("[BOOT] running=")]
    [InlineData("[OTA] GET")]
    [InlineData("[OTA] dl")]
    [InlineData("[OTA] finalize: True bytes=")]
    [InlineData("reset machine")]
    [InlineData("[OTA] valid")]
    [InlineData("[OTA] already running")]
    [InlineData("[OTA] left alone")]
    [InlineData("[OTA] this image could not prove itself")]
    [InlineData("[OTA] rolled back")]
    [InlineData("[OTA] not configured")]
    [InlineData("[BOOT][ERR]")]
    [InlineData("[BOOT] interrupted")]
    public void The_device_scripts_print_it_so(string start) => string.Concat(DeviceScripts.All.Select(script => Encoding.UTF8.GetString(script.Content))).ShouldContain($"print(\"{start}");
}

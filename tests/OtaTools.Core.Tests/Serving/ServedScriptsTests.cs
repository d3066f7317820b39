using System.Net;
using System.Text;
using OtaTools.Core.Device;
using OtaTools.Core.Firmware.Scripts;

namespace OtaTools.Core.Tests.Serving;

public class ServedScriptsTests
{
    private static readonly ScriptRelease Mine = new("9.9.9", 9009009, [new("ota.py", "mine"u8.ToArray())]);

    [Theory]
    [InlineData("/")]
    [InlineData("/OTA/")]
    public async Task Beside_any_image_there_are_the_scripts_of_this_product(string folder)
    {
        await using var served = await ServedFolder.StartAsync();

        var manifest = await BytesAsync(served, folder + "ota-scripts.manifest");

        Encoding.UTF8.GetString(manifest).ShouldContain($"\"version\":\"{DeviceScripts.Version}\",\"sequence\":{ScriptRelease.SequenceOf(DeviceScripts.Version)}");
        foreach (var script in DeviceScripts.Renewable)
        {
            var content = await BytesAsync(served, $"{folder}ota-scripts/{script.Name}");

            content.ShouldBe(script.Content);
            ScriptRelease.Lists(manifest, script.Name, content).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("/OTA/ota-scripts/boot.py")]
    [InlineData("/OTA/ota-scripts/ota_boot.py")]
    [InlineData("/OTA/ota-scripts/main.py")]
    [InlineData("/OTA/ota-scripts/")]
    [InlineData("/OTA/ota-scripts")]
    [InlineData("/OTA/x-ota-scripts.manifest")]
    public async Task Nothing_else_is_there(string path) => (await StatusAsync(await ServedFolder.StartAsync(), path)).ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_release_on_disk_goes_before_the_built_in_one_in_its_folder_and_is_never_mixed_with_it()
    {
        await using var served = await ServedFolder.StartAsync();
        ScriptFolder.Write(Path.Combine(served.Root, "OTA"), Mine, null);

        (await BytesAsync(served, "/OTA/ota-scripts.manifest")).ShouldBe(Mine.ToManifest(null));
        (await BytesAsync(served, "/OTA/ota-scripts/ota.py")).ShouldBe("mine"u8.ToArray());
        (await StatusAsync(served, "/OTA/ota-scripts/ota_scripts.py")).ShouldBe(HttpStatusCode.NotFound);
        (await BytesAsync(served, "/ota-scripts/ota.py")).ShouldBe(DeviceScripts.OtaPy);
    }

    [Fact]
    public async Task A_file_that_the_manifest_does_not_list_or_that_was_changed_is_not_served()
    {
        await using var served = await ServedFolder.StartAsync();
        ScriptFolder.Write(served.Root, Mine, null);
        served.Write("ota-scripts/secret.py", "password"u8.ToArray());
        served.Write("ota-scripts/ota.py", "changed"u8.ToArray());

        (await StatusAsync(served, "/ota-scripts/secret.py")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(served, "/ota-scripts/ota.py")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_manifest_that_is_none_hides_the_built_in_release_and_is_not_served()
    {
        await using var served = await ServedFolder.StartAsync();
        served.Write("ota-scripts.manifest", "my notes"u8.ToArray());

        (await StatusAsync(served, "/ota-scripts.manifest")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(served, "/ota-scripts/ota.py")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<byte[]> BytesAsync(ServedFolder served, string path)
    {
        using var response = await served.SendAsync(HttpMethod.Get, path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(ServedFolder served, string path)
    {
        using var response = await served.SendAsync(HttpMethod.Get, path);
        return response.StatusCode;
    }
}

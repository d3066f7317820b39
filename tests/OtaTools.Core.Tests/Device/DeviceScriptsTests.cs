using System.Text;
using System.Text.RegularExpressions;
using OtaTools.Core.Device;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device;

public class DeviceScriptsTests
{
    [Fact]
    public void What_was_built_in_is_what_is_in_the_tree()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Server, "device"), "*.py").ToDictionary(path => Path.GetFileName(path)!, File.ReadAllBytes);

        DeviceScripts.All.Select(script => script.Name).ShouldBe(files.Keys, ignoreOrder: true);
        DeviceScripts.All.ShouldAllBe(script => script.Content.SequenceEqual(files[script.Name]));
    }

    [Fact]
    public void What_starts_the_rest_comes_last() =>
        DeviceScripts.All.Select(script => script.Name).TakeLast(3).ShouldBe(["ota.py", "ota_boot.py", "boot.py"]);

    [Fact]
    public void What_puts_others_back_does_not_come_over_the_air() =>
        DeviceScripts.All.Except(DeviceScripts.Renewable).Select(script => script.Name).ShouldBe(["ota_boot.py", "boot.py"]);

    [Fact]
    public void The_scripts_have_the_products_version() => DeviceScripts.Version.ShouldBe(ProductVersion.Text);

    [Fact]
    public void Our_boot_py_begins_with_its_mark() => Encoding.UTF8.GetString(DeviceScripts.BootPy).ShouldStartWith(DeviceScripts.BootPyMarker);

    [Fact]
    public void Every_snippet_keeps_its_code_and_its_indents()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Server, "device", "snippets"), "*.py"))
        {
            var lines = File.ReadAllLines(file).Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#')).ToArray();

            var sent = DeviceScripts.Snippet(Path.GetFileNameWithoutExtension(file)).TrimEnd('\n').Split('\n');

            sent.Select(WithoutBlanks).ShouldBe(lines.Select(line => WithoutBlanks(Regex.Replace(line, "  #.*", ""))));
            sent.ShouldAllBe(line => Strings(line).All(text => File.ReadAllText(file).Contains(text)));
            sent.Select(Depth).ShouldBe(lines.Select(line => Depth(line) / 4));
        }
    }

    [Fact]
    public void Everything_for_a_board_is_ASCII_with_Unix_line_ends()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Server, "device"), "*.py", SearchOption.AllDirectories))
        {
            File.ReadAllBytes(file).ShouldAllBe(b => b < 128 && b != '\r', file);
        }
    }

    [Fact]
    public void Everything_that_the_scripts_remember_in_NVS_is_removed_with_them()
    {
        var device = Path.Combine(Repository.Server, "device");
        var keys = Directory.EnumerateFiles(device, "*.py")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"(?:memory|Memory\(\)|self)\.put\(""(\w+)""").Select(match => match.Groups[1].Value))
            .ToHashSet();

        keys.ShouldNotBeEmpty();
        var removed = File.ReadAllText(Path.Combine(device, "snippets", "uninstall.py"));
        keys.ShouldAllBe(key => removed.Contains($"\"{key}\""));
    }

    private static string WithoutBlanks(string line) => line.Replace(" ", "", StringComparison.Ordinal);

    private static IEnumerable<string> Strings(string line) => Regex.Matches(line, "\"[^\"]*\"").Select(match => match.Value);

    private static int Depth(string line) => line.Length - line.TrimStart(' ').Length;
}

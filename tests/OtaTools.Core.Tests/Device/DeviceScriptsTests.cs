using System.Text;
using OtaTools.Core.Device;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Device;

public class DeviceScriptsTests
{
    [Fact]
    public void What_was_built_in_is_what_is_in_the_tree()
    {
        DeviceScripts.BootPy.ShouldBe(File.ReadAllBytes(Path.Combine(Repository.Server, "device", "boot.py")));
        DeviceScripts.OtaPy.ShouldBe(File.ReadAllBytes(Path.Combine(Repository.Server, "device", "ota.py")));
    }

    [Fact]
    public void Our_boot_py_begins_with_its_mark() => Encoding.UTF8.GetString(DeviceScripts.BootPy).ShouldStartWith(DeviceScripts.BootPyMarker);

    [Fact]
    public void Every_snippet_keeps_its_code_and_its_indents()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Server, "device", "snippets"), "*.py"))
        {
            var lines = File.ReadAllLines(file).Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#')).ToArray();

            var sent = DeviceScripts.Snippet(Path.GetFileNameWithoutExtension(file)).TrimEnd('\n').Split('\n');

            sent.Select(line => line.Trim()).ShouldBe(lines.Select(line => line.Trim()));
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

    private static int Depth(string line) => line.Length - line.TrimStart(' ').Length;
}

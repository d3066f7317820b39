namespace OtaTools.Core.Language;

/// <summary>What a file is for, by its name: values that would be slips on a board are meant in a test or a template.</summary>
internal static class FilePurpose
{
    private static readonly string[] TemplateWords = ["example", "sample", "template", "dist"];

    /// <summary>As pytest finds them, and what lies beside them. A boot.py among tests is a board's all the same.</summary>
    public static bool IsTest(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test.py", StringComparison.Ordinal) || name == "conftest.py"
            || (name != "boot.py" && Path.GetFileName(Path.GetDirectoryName(path)) is "test" or "tests");
    }

    /// <summary>secrets.example.py, config_template.py: to be copied and filled in.</summary>
    public static bool IsTemplate(string path) =>
        Path.GetFileName(path).ToLowerInvariant().Split('.', '_', '-').Any(word => TemplateWords.Contains(word));
}

using System.Text.RegularExpressions;
using OtaTools.Tests.Support;

namespace OtaTools.Core.Tests.Resources;

public partial class StringsTests() : TextsTests(Sentences)
{
    private static readonly Texts Sentences = new(typeof(Strings), "OtaTools.Core.Strings", Repository.Sources("OtaTools.Core"));

    /// <summary>The command line adds them itself (OptionHint). What is in backticks are other programs' commands.</summary>
    [Fact]
    public void No_sentence_names_an_option_of_the_command_line_since_editors_show_it_too() =>
        Sentences.In(Texts.English).Values.Concat(Sentences.In(Texts.Japanese).Values).ShouldAllBe(text => !Command().Replace(text, "").Contains("--", StringComparison.Ordinal));

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Command();
}

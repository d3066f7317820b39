namespace OtaTools.Tests.Support;

/// <summary>What holds of every sentence to a person, in each project that has some.</summary>
public abstract class TextsTests
{
    private readonly Texts texts;

    private protected TextsTests(Texts texts) => this.texts = texts;

    [Fact]
    public void Every_sentence_is_there_in_English_and_in_Japanese_and_no_other_is()
    {
        var names = texts.Methods.Select(method => method.Name).Order().ToArray();

        names.ShouldNotBeEmpty();
        texts.In(Texts.English).Keys.Order().ShouldBe(names);
        texts.In(Texts.Japanese).Keys.Order().ShouldBe(names);
    }

    [Fact]
    public void Every_sentence_has_a_gap_for_each_of_its_arguments_in_both_languages()
    {
        foreach (var method in texts.Methods)
        {
            var gaps = Enumerable.Range(0, method.GetParameters().Length).ToArray();
            Texts.Placeholders(texts.In(Texts.English)[method.Name]).ShouldBe(gaps, method.Name);
            Texts.Placeholders(texts.In(Texts.Japanese)[method.Name]).ShouldBe(gaps, method.Name + " (ja)");
        }
    }

    [Fact]
    public void Every_sentence_can_be_said_with_its_arguments()
    {
        foreach (var method in texts.Methods)
        {
            foreach (var language in new[] { Texts.English, Texts.Japanese })
            {
                var said = Texts.Say(method, language);
                said.ShouldNotBe(method.Name);
                method.GetParameters().ShouldAllBe(parameter => said.Contains($"<{parameter.Name}>", StringComparison.Ordinal), method.Name);
            }
        }
    }

    [Fact]
    public void Japanese_is_translated()
    {
        var english = texts.In(Texts.English);

        texts.In(Texts.Japanese).Where(text => text.Value == english[text.Key]).Select(text => text.Key).ShouldBeEmpty();
    }

    [Fact]
    public void No_sentence_is_never_said() => texts.Unused().ShouldBeEmpty();
}
